import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Files } from '@rebond/platform';
import { ASSETS_PRINT } from '@rebond/ui';

import { ALES, type CaseJourney } from '../support/case-journey.js';
import type { TestServer } from '../support/server.js';
import { OFFICE } from './office-objects.js';
import type { Objects } from './samples.js';

const SHA = 'ab'.repeat(32);

/** The content that every document of these objects has. */
export function storeContent({ app }: Pick<TestServer, 'app'>): void {
  const files = app.get(Files);
  const path = join(files.root, files.relativePath(SHA));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '%PDF-'.padEnd(1000));
}

/** What no case owns. */
export const registry = (journey: CaseJourney) =>
  ({
    ...OFFICE,
    wave: journey.june.id,
    call: 'rebond-industriel',
    siren: ALES,
    piece: 'deliberation',
    section: 'file',
    file: 'swagger-ui.css',
    print: ASSETS_PRINT,
    asset: 'icon.svg',
    seat: randomUUID(),
    spareSeat: randomUUID(),
    spareToken: randomUUID(),
    token: randomUUID(),
    recusal: randomUUID(),
    spareRecusal: randomUUID(),
    interest: randomUUID(),
    spareInterest: randomUUID(),
  }) satisfies Partial<Objects>;

/** One row, by the judge; nothing is said of what is absent. */
async function insert(journey: CaseJourney, table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
  const id = randomUUID();
  const columns = Object.entries({ id, ...row });
  await journey.judge.query(
    `insert into ${table} (${columns.map(([name]) => name).join()}) values (${columns.map((_, i) => `$${i + 1}`).join()})`,
    columns.map(([, value]) => value),
  );
  return id;
}

/** What lies within a case, written by the judge: how it came there is other tests' concern. */
export async function objectsOf(journey: CaseJourney, id: string, seatId: string): Promise<Objects> {
  const now = journey.clock.now();
  const [at, later] = [now.toString(), now.add({ hours: 24 * 60 }).toString()];
  const someone = randomUUID();
  const within = { candidacy_id: id };
  const of = (table: string, row: Readonly<Record<string, unknown>>) => insert(journey, table, { ...within, ...row });
  const write = (sql: string, values: readonly unknown[]) => journey.judge.query(sql, [...values]);

  const committee = await of('meetings.meeting', {
    ...{ kind: 'committee', title: 'Comité', starts_at: at, duration_minutes: 60, place: 'Alès', agenda: '[]' },
    ...{ status: 'planned', version: 1, sequence: 0, planned_at: at },
  });
  await write(
    `insert into committees.committee (meeting_id, candidacy_id, key, kind) values ($1, $2, 'launch', 'launch')`,
    [committee, id],
  );
  await write(
    `insert into missions.mission (candidacy_id, person_days, starts_on, engaged_at) values ($1, 100, '2023-06-01', $2)`,
    [id, at],
  );
  const axis = await of('missions.axis', { n: 1, title: 'Axe', from_year: 2023, to_year: 2027, created_at: at });
  // Only what was deposited is shared with the State.
  const { rows } = await journey.judge.query<{ shared: boolean }>(
    'select shared from candidacies.candidacy where id = $1',
    [id],
  );
  const shared = rows[0]?.shared ?? false;
  const thread = { audience: shared ? 'thread' : 'territory', shared };
  const message = await of('candidacies.message', {
    ...{ ...thread, seat_id: someone, person_id: someone, role: 'bdt_officer' },
    ...{ written_at: at, means: 'portal', body: 'Bonjour' },
  });
  const portfolio = { company: 'Entreprise', invented: true, recorded_at: at };
  const project = await of('missions.project', {
    ...{ ...portfolio, reference: 'P1', title: 'Projet', capex_cents: 100, jobs_potential: 1, jobs_planned: 0 },
    ...{ is_structuring: false, status: 'identified' },
  });
  await write(
    `insert into missions.route (candidacy_id, project_id, scheme, decided_on, recorded_at)
     select $1, $2, unnest(array['france2030', 'envelope']), '2023-06-02', $3`,
    [id, project, at],
  );
  const document = await journey.document(id);
  storeContent(journey.server);
  const list = await insert(journey, 'selection.decision_list', {
    ...{ wave_id: journey.february.id, title: 'Liste', proposed_at: at, size: 1 },
    ...{ proposed_by_seat: someone, proposed_by_person: someone },
  });
  await write(
    `insert into selection.decision_line (list_id, n, candidacy_id, expected_version, outcome, reasons, text_salt)
     values ($1, 0, $2, 1, 'waitlist', '{}', $3)`,
    [list, id, Buffer.alloc(16)],
  );
  const embargoReader = await insert(journey, 'selection.embargo_reader', {
    ...{ list_id: list, name: 'Une préfète', quality: 'Préfète', email: 'prefete@test.example' },
    ...{ from_at: at, until_at: later, added_by_seat: someone, added_by_person: someone, added_at: at },
  });
  const appeal = await of('selection.appeal', {
    ...{ kind: 'informal', decision: 'rejected', decided_at: at, appellant: 'La présidente', grounds: 'Une erreur' },
    ...{ received_on: '2023-01-20', implied_on: '2023-03-20', limit_basis: 'none' },
    ...{ registered_at: at, registered_by_seat: someone, registered_by_person: someone },
  });
  const pdf = { media_type: 'application/pdf', size_bytes: 1000, sha256: SHA };
  return {
    ...registry(journey),
    ...{ case: id, document, committee, axis },
    completion: await of('candidacies.completion', {
      ...{ fields: ['needs'], message: 'Précisez', due_at: later, requested_at: at },
    }),
    list,
    embargoReader,
    action: await of('missions.action', { axis_id: axis, n: 1, title: 'Action', created_at: at }),
    interview: await of('missions.interview', { ...portfolio, reference: 'E1', held_on: '2023-06-02' }),
    project,
    comment: await of('candidacies.section_comment', {
      ...{ section: 'file', body: 'À revoir', author: 'Collègue', seat_id: someone, written_at: at },
    }),
    messageFile: await of('candidacies.message_file', {
      ...{ ...thread, message_id: message, filename: 'note.pdf' },
      ...{ media_type: 'application/pdf', size_bytes: 1000, sha256: SHA },
    }),
    approval: await of('candidacies.approval', {
      ...{ asked_at: at, expires_at: later, approver_name: 'Direction', approver_title: 'Directeur' },
      ...{ approver_email: 'direction@test.example' },
    }),
    teamSeat: await insert(journey, 'identity.seat', {
      ...{ organisation_id: await leadOf(journey, id), role: 'epci_member', title: 'Appui', created_at: at },
    }),
    ...(await reviewOf(journey, id, someone)),
    appeal,
    appealFile: await of('selection.appeal_file', {
      ...{ appeal_id: appeal, part: 'appeal', filename: 'recours.pdf', ...pdf },
      ...{ added_at: at, added_by_seat: someone, added_by_person: someone },
    }),
    postalNotice: await of('selection.postal_notice', {
      ...{ decision: 'rejected', decided_at: at, recipient: 'La présidente', tracking_number: '1A00000000000' },
      ...{ fate: 'received', received_on: '2023-01-25', with_routes: true, filename: 'avis.pdf', ...pdf },
      ...{ recorded_at: at, recorded_by_seat: someone, recorded_by_person: someone },
    }),
    note: await of('candidacies.note', { signed: 'Titulaire', at, body: 'À suivre' }),
    opinion: await opinionOf(journey, id, someone),
    ...(await pendingOf(journey, id, seatId)),
    ...(await worklistOf(journey, seatId)),
  };
}

/** The organisation that leads a case. */
async function leadOf(journey: CaseJourney, id: string): Promise<string> {
  const { rows } = await journey.judge.query<{ organisation_id: string }>(
    `select organisation_id from identity.case_access where candidacy_id = $1 and basis = 'lead' order by from_at limit 1`,
    [id],
  );
  return rows[0]?.organisation_id ?? '';
}

/** An opinion that this organisation is asked for. */
export const opinionOf = (journey: CaseJourney, id: string, organisationId: string): Promise<string> =>
  insert(journey, 'candidacies.opinion', {
    ...{ candidacy_id: id, key: 'prefecture', body: 'Préfecture', label: 'Avis', question: 'Quel est votre avis ?' },
    ...{ mandatory: true, organisation_id: organisationId, asked_at: journey.clock.now().toString() },
    due_at: journey.clock.now().add({ hours: 240 }).toString(),
  });

/** A review that a seat was told of, in the round of the registry's wave. */
export async function reviewOf(
  journey: CaseJourney,
  candidacyId: string,
  seatId: string,
): Promise<Pick<Objects, 'review' | 'pair'>> {
  const now = journey.clock.now();
  const [at, dueAt] = [now.toString(), now.add({ hours: 240 }).toString()];
  await journey.judge.query(
    `insert into selection.review_round
       (wave_id, status, seed, min_affinity, total_affinity, proven, seconds, solved_at, validated_at, validated_by, due_at)
     values ($1, 'validated', 0, 0, 0, true, 0, $2, $2, $3, $4) on conflict do nothing`,
    [journey.june.id, at, randomUUID(), dueAt],
  );
  const review = await insert(journey, 'selection.review_assignment', {
    ...{ wave_id: journey.june.id, candidacy_id: candidacyId, seat_id: seatId, affinity: 0 },
    ...{ told_at: at, due_at: dueAt },
  });
  return { review, pair: review };
}

/** Files of projects and of interviews that this seat has sent and not confirmed. */
export async function pendingOf(
  journey: CaseJourney,
  id: string,
  seatId: string,
): Promise<Pick<Objects, 'pending' | 'pendingInterviews'>> {
  const now = journey.clock.now();
  const sent = (kind: string, content: string): Promise<string> =>
    insert(journey, 'missions.pending_import', {
      ...{ candidacy_id: id, seat_id: seatId, kind, filename: `${kind}.csv`, content: Buffer.from(content) },
      ...{ uploaded_at: now.toString(), expires_at: now.add({ hours: 24 }).toString() },
    });
  return {
    pending: await sent('projects', 'reference;company;title;capexEur;jobsPotential\nP9;Entreprise;Projet;1000;1\n'),
    pendingInterviews: await sent('interviews', 'reference;company;heldOn\nE9;Entreprise;2023-06-02\n'),
  };
}

/** What a seat keeps of its worklist, and a text that it may send. */
export async function worklistOf(
  journey: CaseJourney,
  seatId: string,
): Promise<Pick<Objects, 'view' | 'batch' | 'template' | 'callId'>> {
  const at = journey.clock.now().toString();
  const { rows } = await journey.judge.query<{ call_id: string }>('select call_id from calls.wave limit 1');
  const callId = rows[0]?.call_id ?? '';
  return {
    callId,
    view: await insert(journey, 'candidacies.saved_view', {
      ...{ seat_id: seatId, title: randomUUID(), query: 'etat=submitted', created_at: at },
    }),
    batch: await insert(journey, 'candidacies.batch', { seat_id: seatId, act: 'read', at, results: '[]' }),
    template: await insert(journey, 'candidacies.message_template', {
      ...{ call_id: callId, kind: 'message', title: 'Modèle', body: 'Bonjour', updated_at: at },
    }),
  };
}

/** Two recusals of somebody from a case, and two ties of a person: what a test lifts or ends is not there any more. */
export async function recusalsOf(
  journey: CaseJourney,
  { candidacyId, recusedId, personId }: { candidacyId: string; recusedId: string; personId: string },
): Promise<Pick<Objects, 'recusal' | 'spareRecusal' | 'interest' | 'spareInterest'>> {
  const at = '2023-01-01T00:00:00Z';
  const recusal = (person: string): Promise<string> =>
    insert(journey, 'identity.recusal', {
      ...{ candidacy_id: candidacyId, wave_id: journey.february.id, person_id: person },
      ...{ grounds: ['other'], declared_at: at },
    });
  const interest = (kind: string): Promise<string> =>
    insert(journey, 'identity.interest', { person_id: personId, kind, siren: ALES, declared_at: at });
  return {
    recusal: await recusal(recusedId),
    spareRecusal: await recusal((await journey.seat({ role: 'epci_lead' })).seat.personId),
    interest: await interest('firm'),
    spareInterest: await interest('same-epci'),
  };
}
