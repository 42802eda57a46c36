import { Time } from '@rebond/ui';
import type { ReviewedAnswer, ReviewedFile } from '../../application/review/read-review.js';
import { t } from '../../messages.worklist.fr.js';
import { AnswerText } from '../form/read-only.js';

interface FileViewProps {
  readonly file: ReviewedFile;
  /** Identifier of the form that a ticked answer is sent with; null where nothing is asked of the territory. */
  readonly asks: string | null;
  /** Keys that were ticked, when the form is shown again. */
  readonly ticked: ReadonlySet<string>;
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1_000).toLocaleString('fr-FR')} ko`;

const Documents = ({ answer, id }: { readonly answer: ReviewedAnswer; readonly id: string }) =>
  answer.documents.length === 0 ? (
    <p class="rb-no-answer">{t('review.noAnswer')}</p>
  ) : (
    <ul class="rb-file-list">
      {answer.documents.map((one) => (
        <li key={one.id}>
          <a class="fr-link" href={`/api/candidacies/${id}/documents/${one.id}`} download>
            {one.filename}
          </a>{' '}
          <span class="fr-hint-text">{kilobytes(one.sizeBytes)}</span>
        </li>
      ))}
    </ul>
  );

const Answer = ({
  answer,
  id,
  asks,
  ticked,
}: { readonly answer: ReviewedAnswer; readonly id: string } & Omit<FileViewProps, 'file'>) => (
  <div class="rb-review__answer" id={`reponse-${answer.key}`}>
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

/** The file as it was last deposited, section by section. */
export const FileView = ({ file, asks, ticked }: FileViewProps) => (
  <section class="rb-review__file" aria-labelledby="dossier-depose">
    <h2 id="dossier-depose">{t('review.file')}</h2>
    {file.receivedAt === null ? (
      <p>{t('review.noFile')}</p>
    ) : (
      <p class="fr-hint-text">
        <Time at={file.receivedAt} />
      </p>
    )}
    {file.sections
      .filter(({ answers }) => answers.length > 0)
      .map((section) => (
        <section key={section.key} aria-labelledby={`partie-${section.key}`}>
          <h3 id={`partie-${section.key}`}>{section.title}</h3>
          <dl class="rb-review__answers">
            {section.answers.map((answer) => (
              <Answer key={answer.key} answer={answer} id={file.candidacy.id} asks={asks} ticked={ticked} />
            ))}
          </dl>
        </section>
      ))}
  </section>
);
