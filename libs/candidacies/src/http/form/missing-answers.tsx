import type { Answers, CallDefinition, Missing } from '@rebond/calls';
import { missingText } from '../../application/form/missing-text.js';
import { t } from '../../messages.form.fr.js';

export interface MissingAnswersProps {
  readonly definition: CallDefinition;
  readonly answers: Answers;
  readonly missing: readonly Missing[];
  /** Where each is given. */
  readonly linkTo: (missing: Missing) => string;
}

/** Where a missing answer stands among the answers: `key`, or `block/row/key`. */
export const placeOf = ({ row, key, siren }: Missing): string =>
  [...(row ? [row.block, row.id] : []), key, ...(siren ? [siren] : [])].join('/');

/** What the deposit waits for, part by part. */
export const MissingAnswers = ({ definition, answers, missing, linkTo }: MissingAnswersProps) => (
  <>
    <h2>{t('deposit.lacks')}</h2>
    {definition.sections
      .map((section) => ({ section, ofSection: missing.filter((one) => one.section === section.key) }))
      .filter(({ ofSection }) => ofSection.length > 0)
      .map(({ section, ofSection }) => (
        <div key={section.key}>
          <h3>{section.title}</h3>
          <ul>
            {ofSection.map((one) => (
              <li key={`${placeOf(one)} ${one.detail}`}>
                <a href={linkTo(one)}>{missingText(definition, answers, one)}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
  </>
);
