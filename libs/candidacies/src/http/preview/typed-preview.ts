import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { completeness, type Answers, type CallDefinition, type Completeness } from '@rebond/calls';
import type { CandidacyId, Siren } from '@rebond/kernel';
import type { FormBody, Tx } from '@rebond/platform';
import type { Territories } from '@rebond/territories';
import { sirensIn } from '../../application/form/names-of.js';
import { progressOf, type SectionProgress } from '../../application/form/progress.js';
import { actOf, typedAnswers } from '../../application/form/typed-values.js';
import { t } from '../../messages.preview.fr.js';
import type { FieldsView, Found } from '../form/section-view.js';

/** A form that nobody keeps: what was typed in it, and what it would still lack. */
export interface FormPreview {
  readonly view: FieldsView;
  readonly answers: Answers;
  readonly progress: readonly SectionProgress[];
  readonly found: Completeness;
}

/** The only member of a perimeter that does not exist: what each EPCI owes is shown once. */
const NOBODY = '000000000' as Siren;

/** Every field counts as shown: the page has them all. */
const answersTyped = (definition: CallDefinition, form: FormBody): Answers => {
  const fields = definition.sections.flatMap((section) => section.fields);
  const shown = { ...form, _seen: Object.fromEntries(fields.map(({ key }) => [key, '0'])) };
  const typed = typedAnswers(fields, shown, {}, actOf(form, randomUUID()));
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== null));
};

const MOST_FOUND = 12;

/** What a list of EPCI was searched for, and what there is. */
async function searched(tx: Tx, territories: Territories, form: FormBody): Promise<Found | null> {
  const act = actOf(form, '');
  if (act.kind !== 'search') return null;
  const words = (form._q as FormBody | undefined)?.[act.field];
  const query = typeof words === 'string' ? words.trim().slice(0, 100) : '';
  return { field: act.field, query, items: query.length < 2 ? [] : await territories.search(tx, query, MOST_FOUND) };
}

/** Reads a preview as it was sent; promised pieces are dated as if the wave closed today. */
export async function typedPreview(
  tx: Tx,
  territories: Territories,
  definition: CallDefinition,
  form: FormBody,
): Promise<FormPreview> {
  const answers = answersTyped(definition, form);
  const bodies = await territories.bodies(tx, sirensIn(answers));
  const found = completeness(definition, answers, [NOBODY], new Map());
  return {
    view: {
      state: {
        definition,
        candidacy: { id: randomUUIDv7() as string as CandidacyId, perimeter: [NOBODY], departement: '75' },
        wave: { cutoffAt: tx.at },
      },
      answers,
      faults: [],
      names: {
        bodies: new Map([
          [NOBODY, t('preview.nobody')],
          ...[...bodies].map(([siren, { name }]) => [siren, name] as const),
        ]),
        documents: new Map(),
      },
      found: await searched(tx, territories, form),
    },
    answers,
    progress: progressOf(definition, answers, found),
    found,
  };
}
