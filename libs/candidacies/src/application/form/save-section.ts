import { Injectable } from '@nestjs/common';
import { checkAnswers, type CallDefinition, type Section } from '@rebond/calls';
import type { CandidacyId, Json } from '@rebond/kernel';
import type { FormBody, Tx } from '@rebond/platform';
import { lockAnswers, SaveAnswers, type Answers } from '../edit/save-answers.js';
import { printOf, seenOf, type Seen } from './seen.js';
import { typedAnswers, type Act } from './typed-values.js';

/** What became of a page of the form; a type, so that it is JSON. */
export type SectionSaved = {
  /** Null when nothing had changed, or nothing could be kept. */
  readonly savedAt: string | null;
  /** Fields saved. */
  readonly saved: readonly string[];
  /** Values that can't be stored, each with its pointer below the form. */
  readonly faults: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  /** Fields that someone else changed meanwhile to something else: nothing of theirs is touched. */
  readonly conflicts: readonly string[];
};

/** The fields of a page, the answers that it sends, and what is kept of them: what can be, whatever the rest. */
@Injectable()
export class SaveSection {
  constructor(private readonly answers: SaveAnswers) {}

  /**
   * Saves what was changed on a page of the form. One field that is wrong, or that someone else changed meanwhile, does
   * not keep the others from being saved.
   * @throws RefusedError `answers-frozen` once the deposit stands
   */
  async save(
    tx: Tx,
    id: CandidacyId,
    definition: CallDefinition,
    section: Section,
    form: FormBody,
    act: Act,
  ): Promise<SectionSaved> {
    const stored = await lockAnswers(tx, id);
    const typed = typedAnswers(section.fields, form, stored.document, act);
    const changed = changes(section, typed, stored, form);
    const faults = checkAnswers(definition, changed.mine);
    const isWrong = (key: string): boolean => faults.some(({ pointer }) => pointer.split('/')[1] === key);
    const fields = Object.fromEntries(
      Object.entries(changed.mine)
        .filter(([key]) => !isWrong(key))
        .map(([key, value]) => [key, { value: value as Json, seen: stored.versions[key] ?? 0 }]),
    );
    const keys = Object.keys(fields);
    const savedAt = keys.length === 0 ? null : (await this.answers.save(tx, id, { fields: fields as never })).savedAt;
    return { savedAt, saved: keys, faults, conflicts: changed.conflicts };
  }
}

/** What the page changed: `mine` may replace what is stored, `conflicts` were changed by someone else too. */
function changes(section: Section, typed: Readonly<Record<string, unknown>>, stored: Answers, form: FormBody) {
  const seen = seenOf(form);
  const choices = (form._choice ?? {}) as Readonly<Record<string, unknown>>;
  const mine: Record<string, unknown> = {};
  const conflicts: string[] = [];
  for (const field of section.fields.filter(({ key }) => key in typed)) {
    const { key } = field;
    const value = typed[key];
    const print = printOf(field, value);
    const was: Seen = seen.get(key) ?? { version: 0, print: null };
    const isTouched =
      print !== was.print && print !== printOf(field, stored.document[key]) && choices[key] !== 'theirs';
    if (!isTouched) continue;
    if (was.version === (stored.versions[key] ?? 0)) mine[key] = value;
    else conflicts.push(key);
  }
  return { mine, conflicts };
}
