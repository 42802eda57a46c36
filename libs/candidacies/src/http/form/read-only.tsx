import type { ReadAnswer, ReadCell } from '../../application/form/answer-text.js';
import { t } from '../../messages.form.fr.js';

/** The lines of an answer, paragraphs kept. */
export const Lines = ({ lines }: Pick<ReadCell, 'lines'>) =>
  lines.length === 0 ? (
    <p class="rb-no-answer">{t('field.noAnswer')}</p>
  ) : (
    <>
      {lines.map((line) => (
        <p key={line} class="rb-prose">
          {line}
        </p>
      ))}
    </>
  );

/** What was answered, rows included. */
export const AnswerText = ({ answer: { lines, rows } }: { readonly answer: ReadAnswer }) =>
  rows.length === 0 ? (
    <Lines lines={lines} />
  ) : (
    <ul class="rb-read-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <strong>{row.title}</strong>
          <dl class="rb-read-cells">
            {row.cells.map((cell) => (
              <div key={cell.key}>
                <dt>{cell.label}</dt>
                <dd>
                  <Lines lines={cell.lines} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );

/** An answer that can't be changed any more. */
export const ReadOnlyAnswer = ({ answer }: { readonly answer: ReadAnswer }) => (
  <div class="rb-answer">
    <p class="rb-answer__label">{answer.label}</p>
    <AnswerText answer={answer} />
  </div>
);
