import { randomUUID } from 'node:crypto';
import { READING } from '@rebond/identity';
import { SYSTEM, statement, Transactions, type Actor } from '@rebond/platform';
import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { ALES, CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { worklistStatement, type WorklistShape } from '../../application/worklist/worklist-sql.js';

const CASES = 20_000;

let journey: CaseJourney;
let officer: Api & { seat: TestSeat };
let surfer: Surfer;
let ales: string;
let cambrai: string;

const surf = async (seat: TestSeat): Promise<Surfer> =>
  new Surfer(journey.server.url, await openSession(journey.server, seat));

/** Sets the clock and signs in again: sessions do not last for months. */
const at = async (instant: string): Promise<void> => {
  journey.clock.set(instant);
  surfer = await surf(officer.seat);
};

beforeAll(async () => {
  journey = await CaseJourney.begin();
  officer = await journey.seat({ role: 'bdt_officer', title: 'Instructeur nord' });
  ales = await journey.deposited();
  const lead = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  cambrai = await journey.deposited(lead, CAMBRAI);
  surfer = await surf(officer.seat);
});
afterAll(() => journey.end());

const territories = (html: string): readonly string[] =>
  [...html.matchAll(/class="rb-row-link">([^<]*)</g)].map(([, name = '']) => name);

describe('the worklist', () => {
  it('shows an officer the deposited cases, what is due and who acts', async () => {
    const page = await surfer.get('/dossiers');
    expect(page.status).toBe(200);
    expect(territories(page.html)).toHaveLength(2);
    expect(page.text).toContain('Chargé de dossier, aujourd’hui');
    expect(page.text).toContain('20/03/2023');
  });

  it.each([
    ['q=ales', 1],
    ['q=AGGLO%20AL', 0],
    ['q=%3A', 0],
    ['region=76', 1],
    ['departement=59', 1],
    ['state=submitted', 2],
    ['state=rejected', 0],
    ['actor=officer', 2],
    ['actor=firms', 0],
    ['officer=me', 0],
    ['officer=none', 2],
    ['late=oui', 0],
    ['unread=oui', 2],
    ['sort=since', 2],
    ['sort=change', 2],
    ['state=&q=&wave=', 2],
  ])('is filtered by « %s »', async (query, count) => {
    expect(territories((await surfer.get(`/dossiers?${query}`)).html)).toHaveLength(count);
  });

  it('refuses what is no filter', async () => {
    expect((await surfer.get('/dossiers?state=lost')).status).toBe(422);
  });

  it('is late once what was due has passed', async () => {
    await at('2023-04-01T09:00+02:00[Europe/Paris]');
    const page = await surfer.get('/dossiers?late=oui');
    expect(territories(page.html)).toHaveLength(2);
    expect(page.text).toContain('En retard');
  });

  it('keeps a view under a name', async () => {
    const page = await surfer.get('/dossiers?state=submitted&sort=change');
    const saved = await surfer.submit(page, { action: '/dossiers/vues' }, { title: 'Les déposés' });
    expect(saved.url).toBe('/dossiers?state=submitted&sort=change');
    expect(saved.text).toContain('Les déposés');
    const removed = await surfer.submit(saved, { action: /\/retrait$/ });
    expect(removed.text).not.toContain('La vue « Les déposés »');
  });

  it('shows a Région its own cases only', async () => {
    const region = await journey.seat({ role: 'region_council', organisation: { region: '76' } });
    await journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, 'region', '2023-01-01')`,
      [ales, region.seat.organisationId],
    );
    const page = await (await surf(region.seat)).get('/dossiers');
    expect(territories(page.html)).toHaveLength(1);
    const csv = await (await surf(region.seat)).get('/dossiers/export.csv');
    expect(csv.html.trim().split('\r\n')).toHaveLength(2);
  });

  it.each(['epci_lead', 'consultancy'] as const)('is not for a %s', async (role) => {
    const seat = await journey.seat({ role, organisation: role === 'epci_lead' ? { siren: '200044618' } : {} });
    expect((await (await surf(seat.seat)).get('/dossiers')).status).toBe(403);
  });
});

describe('acts on several cases', () => {
  const tick = async (id: string): Promise<string> => {
    const { version } = (await officer.get(`/api/candidacies/${id}`)).body as { version: number };
    return `${id}~${String(version)}`;
  };

  it('put an officer in charge, and say so row by row', async () => {
    const page = await surfer.get('/dossiers');
    const done = await surfer.submit(
      page,
      { action: '/dossiers/lot', button: 'Attribuer' },
      { cases: [await tick(ales), await tick(cambrai)], officer: officer.seat.seatId },
    );
    expect(done.text).toContain('2 dossiers traités, aucun refus');
    expect(territories((await surfer.get('/dossiers?officer=me')).html)).toHaveLength(2);
  });

  it('leave alone what is refused, and do the rest', async () => {
    const page = await surfer.get('/dossiers');
    const done = await surfer.submit(
      page,
      { action: '/dossiers/lot', button: 'Déclarer recevables' },
      { cases: [await tick(ales), `${cambrai}~1`] },
    );
    expect(done.text).toContain('1 dossier traité, 1 refus');
    const states = await journey.judge.query<{ admissibility: string }>(
      'select admissibility from candidacies.candidacy where id = any ($1) order by id = $2',
      [[ales, cambrai], cambrai],
    );
    expect(states.rows.map((row) => row.admissibility)).toEqual(['admissible', 'pending']);
  });

  it('count once when the same form is sent twice', async () => {
    const page = await surfer.get('/dossiers');
    const cases = [await tick(ales), await tick(cambrai)];
    const first = await surfer.submit(page, { action: '/dossiers/lot', button: 'Demander les avis' }, { cases });
    const second = await surfer.submit(page, { action: '/dossiers/lot', button: 'Demander les avis' }, { cases });
    expect(second.url).toBe(first.url);
  });

  it('are nobody else’s to read', async () => {
    const page = await surfer.get('/dossiers');
    const done = await surfer.submit(page, { action: '/dossiers/lot', button: 'lus' }, { cases: [await tick(ales)] });
    const other = await journey.seat({ role: 'bdt_officer' });
    expect((await (await surf(other.seat)).get(done.url)).status).toBe(404);
  });

  it('pass all the cases of a colleague on at once', async () => {
    const other = await journey.seat({ role: 'bdt_officer', title: 'Instructeur sud' });
    const page = await surfer.get('/dossiers/remplacement');
    const done = await surfer.submit(
      page,
      { action: '/dossiers/remplacement' },
      { from: officer.seat.seatId, to: other.seat.seatId },
    );
    expect(done.text).toContain('2 dossiers confiés');
    expect(territories((await surfer.get('/dossiers?officer=me')).html)).toHaveLength(0);
  });
});

describe('a case read', () => {
  it('is no longer new, until something changes', async () => {
    const unread = async () => territories((await surfer.get('/dossiers?unread=oui')).html).length;
    const before = await unread();
    const { version } = (await officer.get(`/api/candidacies/${cambrai}`)).body as { version: number };
    await officer.post('/api/worklist/batches', { act: 'read', cases: [{ id: cambrai, version }] });
    expect(await unread()).toBe(before - 1);
    await at('2023-04-02T09:00+02:00[Europe/Paris]');
    await officer.post(`/api/candidacies/${cambrai}/admissibility`, { admissible: true }, { ifMatch: version });
    expect(await unread()).toBe(before);
  });
});

describe('at size', () => {
  const reader: Actor = { ...SYSTEM, role: 'bdt_officer', ...READING.bdt_officer };
  let wave: string;

  beforeAll(async () => {
    wave = journey.june.id;
    const { rows } = await journey.judge.query<{ call_id: string }>('select call_id from calls.wave limit 1');
    await journey.judge.query(
      `with made as (
         insert into candidacies.candidacy
           (id, call_id, wave_id, definition_version, state, version, engineering, lead_siren, territory, perimeter,
            departement, regions, shared, started_at, deposited_at, receipt_number, search)
         select uuidv7(), $1, case when n % 40 = 0 then $2::uuid else $5::uuid end, 1, 'submitted', 2, true, s.siren,
                case when n = 7 then '=CC du Pays' else 'CC du Pays n° ' || n end, array[s.siren], '44', '{52}', true,
                $4, $4, 'T-' || n, array_to_tsvector(array['cc', 'pays', n::text, s.siren])
           from generate_series(1, $3::int) n cross join lateral (select (800000000 + n)::text as siren) s
         returning id, wave_id, departement, regions)
       insert into candidacies.case_facets
         (candidacy_id, wave_id, state, departement, regions, officer_seat_id, next_actor, next_since, next_due,
          last_change, last_state_change)
       select id, wave_id, 'submitted', departement, regions,
              case when row_number() over () % 100 = 0 then $6::uuid end, 'officer',
              date_trunc('milliseconds', $4::timestamptz + random() * interval '60 days'),
              date_trunc('milliseconds', $4::timestamptz + random() * interval '900 days'), c.at, c.at
         from made cross join lateral (
           select date_trunc('milliseconds', $4::timestamptz + random() * interval '60 days') as at) c`,
      [rows[0]?.call_id, wave, CASES, '2023-01-05T00:00:00Z', journey.february.id, officer.seat.seatId],
    );
    await journey.judge.query('vacuum analyze candidacies.candidacy, candidacies.case_facets');
  });

  const plan = async (shape: WorklistShape, values: readonly unknown[]): Promise<string> => {
    const { text } = worklistStatement(shape);
    const fixed = [51, null, null, null, null, false, false, officer.seat.seatId, officer.seat.personId];
    const rows = await journey.server.app
      .get(Transactions)
      .run(reader, (tx) => tx.query(statement(`explain_${randomUUID()}`, `explain ${text}`), [...fixed, ...values]));
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  };
  const [key, id] = ['2023-02-01T00:00:00Z', '01920000-0000-7000-8000-000000000000'];

  it.each([
    ['what is due', { sort: 'due', by: [] }, [], 'facets_due'],
    ['what is due, a page on', { sort: 'due', by: ['after'] }, () => [key, id], 'facets_due'],
    ['what is late', { sort: 'due', by: ['late'] }, () => [key], 'facets_due'],
    ['who waits', { sort: 'since', by: ['after'] }, () => [key, id], 'facets_since'],
    ['what changed', { sort: 'change', by: ['after'] }, () => [key, id], 'facets_change'],
    ['an officer’s', { sort: 'due', by: ['officer'] }, () => [officer.seat.seatId], 'facets_officer'],
    ['a wave’s', { sort: 'due', by: ['wave'] }, () => [wave], 'facets_wave'],
  ] as const)('is read by its index: %s', async (_, shape, values, index) => {
    const text = await plan({ seesState: true, ...shape }, typeof values === 'function' ? values() : values);
    expect(text).toContain(`${index} `);
    expect(text).not.toMatch(/Seq Scan on (case_facets|candidacy)/);
  });

  it('is read page by page, each case once, by whatever it is sorted', async () => {
    for (const sort of ['due', 'since', 'change']) {
      const seen: string[] = [];
      for (let after: string | null = ''; after !== null;) {
        const { body } = await officer.get(
          `/api/worklist?limit=500&sort=${sort}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
        );
        const page = body as { items: { id: string }[]; next: string | null };
        seen.push(...page.items.map((line) => line.id));
        after = page.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(CASES + 2);
    }
  });

  it('is exported under the same eyes, without formulas', async () => {
    const csv = await surfer.get(`/dossiers/export.csv?q=${ALES}`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.html.split('\r\n').filter(Boolean)).toHaveLength(2);
    expect(csv.html).toContain('Alès');
  });
});
