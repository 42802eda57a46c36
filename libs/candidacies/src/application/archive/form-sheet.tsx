import type { ReadCell, ReadSection } from '../form/answer-text.js';
import { t } from '../../messages.archive.fr.js';

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold;margin-top:1rem}' +
  'dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}';

const Cell = ({ label, lines }: Pick<ReadCell, 'label' | 'lines'>) => (
  <>
    <dt>{label}</dt>
    {lines.length === 0 ? <dd>{t('noAnswer')}</dd> : lines.map((line, i) => <dd key={i}>{line}</dd>)}
  </>
);

/** The answers of a deposit, in a page that stands alone: nothing is loaded, nothing runs. */
export const FormSheet = ({
  title,
  facts,
  sections,
}: {
  readonly title: string;
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly sections: readonly ReadSection[];
}) => (
  <html lang="fr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <style>{STYLE}</style>
    </head>
    <body>
      <h1>{title}</h1>
      <dl>
        {facts.map(([term, value]) => (
          <Cell key={term} label={term} lines={[value]} />
        ))}
      </dl>
      {sections.map(({ key, title: heading, answers }) => (
        <section key={key}>
          <h2>{heading}</h2>
          <dl>
            {answers.map((answer) =>
              answer.rows.length === 0 ? (
                <Cell key={answer.key} label={answer.label} lines={answer.lines} />
              ) : (
                answer.rows.map((row) => (
                  <>
                    <dt key={row.id}>{row.title}</dt>
                    <dd>
                      <dl>
                        {row.cells.map((cell) => (
                          <Cell key={cell.key} label={cell.label} lines={cell.lines} />
                        ))}
                      </dl>
                    </dd>
                  </>
                ))
              ),
            )}
          </dl>
        </section>
      ))}
    </body>
  </html>
);
