import { fieldOfFiles } from '@rebond/candidacies';
import { Callout, FormRefusal, Heading, SummaryList, Time, type SummaryRow } from '@rebond/ui';
import type { AppealView, StandingView } from '../../application/appeals/present.js';
import type { CaseAppeals } from '../../application/appeals/read-appeals.js';
import { t } from '../../messages.appeals.fr.js';
import { AppealFiles, JoinForm } from './appeal-files.js';
import { ConcludeForm, RegisterForm, type AppealFormProps } from './appeal-forms.js';
import { AppealStatus, dayText, InTime, limitText } from './appeal-words.js';

export interface CaseAppealsProps extends CaseAppeals, AppealFormProps {
  readonly registers: boolean;
  readonly concludes: boolean;
}

/** Until when the decision may be contested, the appeals there are, and what the reader may do of them. */
export const CaseAppealsView = (props: CaseAppealsProps) => (
  <>
    <FormRefusal again={props.again} fieldOf={fieldOfFiles} />
    {props.standing === null ? null : <Standing {...props.standing} />}
    {props.items.length === 0 ? <p>{t('appeals.empty')}</p> : null}
    {props.items.map((appeal) => (
      <section key={appeal.id}>
        <Heading level={2}>
          {t('appeal.title', { kind: t(`kind.${appeal.kind}`), on: dayText(appeal.receivedOn) })}
        </Heading>
        <AppealStatus appeal={appeal} />
        <SummaryList rows={factsOf(appeal)} />
        {props.concludes && appeal.status === 'upheld' ? <Upheld {...appeal} /> : null}
        {props.registers ? <JoinForm {...props} appeal={appeal} /> : null}
        {props.concludes && appeal.status === 'pending' ? <ConcludeForm {...props} appeal={appeal} /> : null}
      </section>
    ))}
    {props.registers && props.standing !== null ? <RegisterForm {...props} /> : null}
  </>
);

/** What is still to be done, where the case did not move by itself. */
const Upheld = ({ decision }: Pick<AppealView, 'decision'>) =>
  decision === 'selected' || decision === 'waitlisted' ? (
    <Callout title={t('upheld.title')}>
      <p>{t(`upheld.${decision}`)}</p>
    </Callout>
  ) : null;

const Standing = ({ decision, decidedOn, notifiedOn, informal, formal }: StandingView) => (
  <Callout title={t('standing.title')}>
    <SummaryList
      rows={[
        {
          term: t('standing.what'),
          value: t('standing.decision', { decision: t(`decision.${decision}`), on: dayText(decidedOn) }),
        },
        {
          term: t('standing.notified'),
          value: notifiedOn === null ? t('standing.notNotified') : <Time at={notifiedOn} />,
        },
        { term: t('standing.informal'), value: limitText(informal) },
        { term: t('standing.formal'), value: limitText(formal) },
      ]}
    />
    <p>{t('limit.prolonged')}</p>
  </Callout>
);

const text = (value: string) => value.split('\n').map((line, n) => <p key={n}>{line}</p>);

/** What the appeal says, what the law makes of its dates, and what became of it. */
function factsOf(one: AppealView): readonly SummaryRow[] {
  const date = (term: string, day: string | null): readonly SummaryRow[] =>
    day === null ? [] : [{ term, value: <Time at={day} /> }];
  return [
    { term: t('appeal.against'), value: t(`decision.${one.decision}`) },
    { term: t('appeal.appellant'), value: one.appellant },
    ...date(t('appeal.sent'), one.sentOn),
    {
      term: t('appeal.limit'),
      value: (
        <>
          <InTime isLate={one.isLate} /> {limitText(one.limit)}
        </>
      ),
    },
    ...(one.status === 'pending' ? date(t('appeal.implied'), one.impliedOn) : []),
    { term: t('appeal.grounds'), value: text(one.grounds) },
    ...date(t('appeal.concluded'), one.concludedOn),
    ...filesOf(one),
    ...(one.reasons === null ? [] : [{ term: t('appeal.reasons'), value: text(one.reasons) }]),
  ];
}

/** What came with it and with its answer, where something did. */
const filesOf = (one: AppealView): readonly SummaryRow[] =>
  (['appeal', 'answer'] as const).flatMap((part) => {
    const files = one.files.filter((file) => file.part === part);
    const term = t(part === 'appeal' ? 'files.ofAppeal' : 'files.ofAnswer');
    return files.length === 0 ? [] : [{ term, value: <AppealFiles appeal={one} files={files} /> }];
  });
