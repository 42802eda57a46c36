import { Details, Tag } from '@rebond/ui';
import type { CallDefinition } from '../../domain/definition/definition.js';
import type { Field, FormField } from '../../domain/definition/field.js';
import { t } from '../../messages.fr.js';
import { Prose } from './prose.js';
import { answerInWords, conditionInWords, fieldsByKey, requirementInWords, type FieldsByKey } from './words.js';

const FieldInWords = ({ field, fields }: { readonly field: Field; readonly fields: FieldsByKey }) => (
  <li class="rb-asked">
    <p class="rb-asked__label">
      <strong>{field.label}</strong> <Tag small>{requirementOf(field)}</Tag>
    </p>
    <p class="rb-asked__kind">{answerInWords(field)}</p>
    {field.help ? <p class="fr-hint-text">{field.help}</p> : null}
    {'options' in field ? (
      <p class="fr-hint-text">{t('field.options', { options: field.options.map(({ label }) => label).join(' ; ') })}</p>
    ) : null}
    {field.showIf ? (
      <p class="fr-hint-text">{t('condition.shown', { condition: conditionInWords(field.showIf, fields) })}</p>
    ) : null}
    {field.type === 'repeated' ? (
      <>
        <p class="fr-hint-text">{t('field.rows', { label: field.rowLabel })}</p>
        <ul class="rb-asked-list">
          {field.fields.map((row) => (
            <FieldInWords key={row.key} field={row} fields={fields} />
          ))}
        </ul>
      </>
    ) : null}
  </li>
);

const requirementOf = (field: Field | FormField): string =>
  requirementInWords(field.requirement, 'promisedWithin' in field ? field.promisedWithin : undefined);

/** What a form asks, section by section: every field with its kind, its limits and when it is asked. */
export function FormInWords({ definition, open }: { readonly definition: CallDefinition; readonly open?: boolean }) {
  const fields = fieldsByKey(definition);
  return (
    <>
      {definition.sections.map((section) => (
        <Details key={section.key} summary={section.title} open={open}>
          {section.help ? <Prose text={section.help} /> : null}
          {section.showIf ? (
            <p>{t('condition.sectionShown', { condition: conditionInWords(section.showIf, fields) })}</p>
          ) : null}
          <ul class="rb-asked-list">
            {section.fields.map((field) => (
              <FieldInWords key={field.key} field={field} fields={fields} />
            ))}
          </ul>
        </Details>
      ))}
    </>
  );
}
