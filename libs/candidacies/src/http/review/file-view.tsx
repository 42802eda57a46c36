import { Fold, Time, formatBytes } from '@rebond/ui';
import type { ReviewedAnswer, ReviewedFile, ReviewedSection } from '../../application/review/read-review.js';
import { t } from '../../messages.worklist.fr.js';
import { AnswerText } from '../form/read-only.js';

interface Asked {
  /** Identifier of the form that a ticked answer is sent with; null where nothing is asked of the territory. */
  readonly asks: string | null;
  /** Keys that were ticked, when the form is shown again. */
  readonly ticked: ReadonlySet<string>;
}

interface FileViewProps extends Asked {
  readonly file: ReviewedFile;
}

const Documents = ({ answer, id }: { readonly answer: ReviewedAnswer; readonly id: string }) =>
  answer.documents.length === 0 ? (
    <p class="rb-no-answer">{t('review.noAnswer')}</p>
  ) : (
    <ul class="rb-plain-list">
      {answer.documents.map((one) => (
        <li key={one.id}>
          <a class="fr-link" href={`/api/candidacies/${id}/documents/${one.id}`} download>
            {one.filename}
          </a>{' '}
          <span class="fr-hint-text">{formatBytes(one.sizeBytes)}</span>
        </li>
      ))}
    </ul>
  );

/** A text of this length no longer reads well beside its label. */
const LONG = 120;

const isLong = ({ lines, rows }: ReviewedAnswer): boolean => rows.length > 0 || lines.join('').length > LONG;

const Answer = ({ answer, id, asks, ticked }: { readonly answer: ReviewedAnswer; readonly id: string } & Asked) => (
  <div class={`rb-review__answer${isLong(answer) ? ' rb-review__answer--long' : ''}`} id={`reponse-${answer.key}`}>
    <dt>{answer.label}</dt>
    <dd>
      {answer.type === 'file' ? <Documents answer={answer} id={id} /> : <AnswerText answer={answer} />}
      {answer.type === 'repeated' && answer.documents.length > 0 ? <Documents answer={answer} id={id} /> : null}
    </dd>
    {asks === null ? null : (
      <dd class="rb-review__ask">
        <Tick form={asks} field={answer.key} label={answer.label} checked={ticked.has(answer.key)} />
      </dd>
    )}
  </div>
);

interface TickProps {
  readonly form: string;
  readonly field: string;
  readonly label: string;
  readonly checked: boolean;
}

const Tick = ({ form, field, label, checked }: TickProps) => (
  <div class="fr-checkbox-group fr-checkbox-group--sm">
    <input type="checkbox" id={`demander-${field}`} name="fields" value={field} form={form} checked={checked} />
    <label class="fr-label" for={`demander-${field}`}>
      {t('review.askField')}
      <span class="fr-sr-only"> {t('review.askFieldAbout', { label })}</span>
    </label>
  </div>
);

const isAnswered = ({ lines, rows, documents }: ReviewedAnswer): boolean =>
  lines.length + rows.length + documents.length > 0;

const Section = ({ section, ...props }: { readonly section: ReviewedSection; readonly id: string } & Asked) => (
  <Fold
    id={`partie-${section.key}`}
    level={3}
    title={section.title}
    aside={t('review.answered', { n: section.answers.filter(isAnswered).length, of: section.answers.length })}
  >
    <dl class="rb-review__answers">
      {section.answers.map((answer) => (
        <Answer key={answer.key} answer={answer} {...props} />
      ))}
    </dl>
  </Fold>
);

/** The file as it was last deposited, section by section, with its contents at hand. */
export function FileView({ file, asks, ticked }: FileViewProps) {
  const sections = file.sections.filter(({ answers }) => answers.length > 0);
  return (
    <section class="rb-review__file" aria-labelledby="dossier-depose">
      <div class="rb-review__head">
        <h2 id="dossier-depose">{t('review.file')}</h2>
        {file.receivedAt === null ? (
          <p>{t('review.noFile')}</p>
        ) : (
          <p class="fr-hint-text">
            <Time at={file.receivedAt} />
          </p>
        )}
      </div>
      {sections.length < 2 ? null : (
        <nav class="rb-contents" aria-label={t('review.contents')}>
          <ul>
            {sections.map(({ key, title }) => (
              <li key={key}>
                <a href={`#partie-${key}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {sections.map((section) => (
        <Section key={section.key} section={section} id={file.candidacy.id} asks={asks} ticked={ticked} />
      ))}
    </section>
  );
}
