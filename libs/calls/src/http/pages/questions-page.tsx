import { randomUUID } from 'node:crypto';
import type { Fault } from '@rebond/kernel';
import { Button, ErrorSummary, faultAt, Field, Form, Select, Table, TextArea, Time, type Visitor } from '@rebond/ui';
import type { Wave } from '../../application/wave.js';
import type { Question } from '../../infrastructure/question-rows.js';
import { t } from '../../messages.fr.js';
import { Prose } from './prose.js';

export interface QuestionsPageProps {
  readonly questions: readonly Question[];
  readonly waves: readonly Wave[];
  readonly query: { readonly wave?: string | undefined; readonly q?: string | undefined };
  readonly asking: AskingProps | null;
}

export interface AskingProps {
  readonly visitor: Visitor;
  /** Waves that take questions. */
  readonly open: readonly Wave[];
  readonly mine: readonly Question[];
  readonly faults: readonly Fault[];
  readonly typed: { readonly waveId?: string; readonly question?: string };
}

const named = (waves: readonly Wave[]) => waves.map(({ id, name }) => ({ value: id, label: name }));

const Search = ({ waves, query }: Pick<QuestionsPageProps, 'waves' | 'query'>) => (
  <form method="get" action="/questions" role="search" class="rb-filter">
    <Field name="q" type="search" label={t('questions.search')} value={query.q ?? ''} maxLength={200} />
    <Select
      name="wave"
      label={t('questions.wave')}
      options={named(waves)}
      value={query.wave}
      empty={t('questions.allWaves')}
    />
    <Button kind="secondary" icon="search-line">
      {t('questions.find')}
    </Button>
  </form>
);

const Published = ({ one }: { readonly one: Question }) => (
  <article class="rb-question" id={`question-${one.id}`}>
    <h3>{one.publicQuestion}</h3>
    <Prose text={one.answer ?? ''} />
    <p class="fr-hint-text">
      {one.publishedAt ? <Time at={one.publishedAt} dateOnly /> : null} · {one.waveName}
    </p>
  </article>
);

const stateOf = ({ answer, publishedAt }: Question): string =>
  t(publishedAt ? 'questions.published' : answer === null ? 'questions.waiting' : 'questions.answered');

const Mine = ({ mine }: Pick<AskingProps, 'mine'>) => (
  <>
    <h2>{t('questions.mine')}</h2>
    <Table
      caption={t('questions.mineCaption')}
      captionHidden
      columns={[
        { key: 'question', label: t('questions.question'), rowHeader: true },
        { key: 'at', label: t('questions.askedOn') },
        { key: 'state', label: t('questions.state') },
        { key: 'answer', label: t('questions.answer') },
      ]}
      rows={mine.map((one) => ({
        key: one.id,
        cells: {
          question: one.question,
          at: <Time at={one.askedAt} dateOnly />,
          state: stateOf(one),
          answer: one.answer ?? '',
        },
      }))}
    />
  </>
);

function Asking({ visitor, open, mine, faults, typed }: AskingProps) {
  if (open.length === 0) return <p>{t('questions.noWave')}</p>;
  return (
    <>
      <h2 id="poser">{t('questions.ask')}</h2>
      <p>{t('questions.askHint')}</p>
      <Form action="/questions" csrf={visitor.csrf} once={randomUUID()}>
        <Select
          name="waveId"
          label={t('questions.wave')}
          required
          options={named(open)}
          value={typed.waveId ?? open[0]?.id}
          empty={false}
          fault={faultAt(faults, '/waveId')}
        />
        <TextArea
          name="question"
          label={t('questions.question')}
          required
          rows={6}
          maxLength={4000}
          value={typed.question}
          fault={faultAt(faults, '/question')}
        />
        <Button icon="send-plane-line">{t('questions.send')}</Button>
      </Form>
      {mine.length === 0 ? null : <Mine mine={mine} />}
    </>
  );
}

/** Published answers with their search; below, asking, for whoever may. */
export const QuestionsPage = ({ questions, waves, query, asking }: QuestionsPageProps) => (
  <div class="rb-reading">
    {asking ? <ErrorSummary faults={asking.faults} /> : null}
    <Search waves={waves} query={query} />
    <p role="status">{t('questions.count', { count: questions.length })}</p>
    {questions.length === 0 ? null : <h2>{t('questions.answers')}</h2>}
    {questions.map((one) => (
      <Published key={one.id} one={one} />
    ))}
    {asking ? <Asking {...asking} /> : <p class="fr-hint-text">{t('questions.signIn')}</p>}
  </div>
);
