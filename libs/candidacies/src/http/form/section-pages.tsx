import { Injectable } from '@nestjs/common';
import type { Role } from '@rebond/identity';
import type { CandidacyId, Fault } from '@rebond/kernel';
import type { FormBody, Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { PageAnswer, Visitor } from '@rebond/ui';
import { commentsOf } from '../../application/comments/comments.js';
import { missingText } from '../../application/form/missing-text.js';
import { namesOf } from '../../application/form/names-of.js';
import { ReadForm, type FormState } from '../../application/form/read-form.js';
import type { SectionSaved } from '../../application/form/save-section.js';
import { typedAnswers, type Act } from '../../application/form/typed-values.js';
import { assignmentsOf, sectionOf } from '../../application/sections/assign-section.js';
import { territoryPeople } from '../../application/sections/people.js';
import { CaseFrame } from '../frame/case-frame.js';
import { SectionForm } from './section-page.js';
import type { Found } from './section-view.js';
import { Side } from './side.js';

/** What a page of the form shows beside what is stored. */
export interface Shown {
  /** The form as it was sent, and what became of it. */
  readonly sent?: { readonly form: FormBody; readonly act: Act; readonly saved: SectionSaved };
  /** The form as it was sent when nothing of it could be kept, and why: it is shown, to be copied. */
  readonly refused?: { readonly form: FormBody; readonly reason: string };
  /** Search of a list of EPCI: the field and the words. */
  readonly search?: { readonly field: string; readonly query: string };
  /** Tells what is missing too, not only what is wrong. */
  readonly isChecked?: boolean;
  /** A remark that was refused. */
  readonly remark?: { readonly body: string; readonly faults: readonly Fault[] };
}

const MOST_FOUND = 12;

/** Makes the pages of the form, one for each of its parts. */
@Injectable()
export class SectionPages {
  constructor(
    private readonly forms: ReadForm,
    private readonly territories: Territories,
    private readonly frame: CaseFrame,
  ) {}

  async page(tx: Tx, id: CandidacyId, key: string, visitor: Visitor | null, shown: Shown = {}): Promise<PageAnswer> {
    const state = await this.forms.read(tx, id);
    const section = sectionOf(state.definition, key);
    const { sent, refused } = shown;
    const form = sent?.form ?? refused?.form;
    const typed = form ? typedAnswers(section.fields, form, state.answers.document, { kind: 'save' }) : {};
    const kept = new Set([
      ...(sent?.saved.faults ?? []).map(({ pointer }) => pointer.split('/')[1] ?? ''),
      ...(sent?.saved.conflicts ?? []),
    ]);
    const replaced = Object.fromEntries(
      Object.entries(typed).filter(([field]) => refused !== undefined || kept.has(field)),
    );
    const answers = Object.fromEntries(
      Object.entries({ ...state.answers.document, ...replaced }).filter(([, value]) => value !== null),
    );
    const view = {
      state,
      section,
      answers,
      faults: [...(sent?.saved.faults ?? []), ...faultsIn(state, key, kept, shown.isChecked ?? false)],
      conflicts: new Set(sent?.saved.conflicts ?? []),
      seen: seenBefore(sent?.form, sent?.saved.faults ?? []),
      names: await namesOf(tx, this.territories, state, typed),
      refusal: refused?.reason ?? null,
      found: shown.search ? await this.search(tx, shown.search) : null,
      csrf: visitor?.csrf ?? null,
      seat: tx.actor.seatId ?? '',
    };
    const people = await territoryPeople(tx, id);
    const comments = (await commentsOf(tx, id)).filter((one) => one.section === key);
    const body = (
      <>
        <SectionForm view={view} />
        <Side
          candidacyId={id}
          section={key}
          people={people}
          assignee={(await assignmentsOf(tx, id)).get(key) ?? null}
          comments={comments}
          csrf={view.csrf}
          faults={shown.remark?.faults ?? []}
          typed={shown.remark?.body ?? ''}
        />
      </>
    );
    return this.frame.around(state.candidacy, tx.actor.role as Role, {
      panel: 'formulaire',
      title: section.title,
      body,
      status: statusOf(shown),
      scripts: ['form', 'upload', 'perimeter'],
    });
  }

  private async search(tx: Tx, { field, query }: { readonly field: string; readonly query: string }): Promise<Found> {
    const items = query.trim().length < 2 ? [] : await this.territories.search(tx, query.trim(), MOST_FOUND);
    return { field, query, items };
  }
}

function statusOf({ sent, remark, refused }: Shown): number {
  if (sent && sent.saved.conflicts.length > 0) return 409;
  return (sent && sent.saved.faults.length > 0) || remark || refused ? 422 : 200;
}

/** The versions that a refused page was made on: what someone else changes meanwhile is still told. */
function seenBefore(form: FormBody | undefined, faults: readonly Fault[]): Readonly<Record<string, string>> {
  const seen = (form?._seen ?? {}) as Readonly<Record<string, unknown>>;
  const wrong = new Set(faults.map(({ pointer }) => pointer.split('/')[1] ?? ''));
  return Object.fromEntries(
    Object.entries(seen).flatMap(([key, text]) => (wrong.has(key) ? [[key, String(text)] as const] : [])),
  );
}

/** What is wrong with the answers stored, and, when it is asked for, what is missing. */
function faultsIn(state: FormState, section: string, kept: ReadonlySet<string>, isChecked: boolean): Fault[] {
  return state.found.blocking
    .filter((one) => one.section === section && !kept.has(one.row?.block ?? one.key))
    .filter(({ reason }) => isChecked || reason === 'invalid')
    .map((one) => ({ ...one, text: missingText(state.definition, state.answers.document, one) }))
    .map(({ row, key, siren, reason, text }) => ({
      pointer: `/${[...(row ? [row.block, row.id] : []), key, ...(siren ? [siren] : [])].join('/')}`,
      code: reason,
      detail: text,
    }));
}
