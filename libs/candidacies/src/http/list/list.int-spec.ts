import { randomUUID } from 'node:crypto';
import { READING, visibleRows } from '@rebond/identity';
import { SYSTEM, statement, Transactions, type Actor } from '@rebond/platform';
import { ALES, CAMBRAI, CAUDRESIS, CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';
import { listStatement } from '../../application/list/list-cases.js';

const CASES = 20_000;
const WAVES = Array.from({ length: 40 }, () => randomUUID());

let journey: CaseJourney;
let office: Api;
let ales: Api;
let cambrai: Api;
let mine: string;

interface Line {
  readonly id: string;
  readonly territory: string;
}
const list = async (as: Api, query = ''): Promise<Line[]> =>
  (await as.get(`/api/candidacies?${query}`)).body.items as Line[];

/** Deposited cases of many territories over forty other waves. */
async function generate(): Promise<void> {
  const { rows } = await journey.judge.query<{ call_id: string }>('select call_id from calls.wave limit 1');
  await journey.judge.query(
    `insert into candidacies.candidacy
       (id, call_id, wave_id, definition_version, state, version, engineering, lead_siren, territory, perimeter,
        departement, regions, shared, started_at, deposited_at, receipt_number, search)
     select uuidv7(), $1, w.id, 1, case when n % 97 = 0 then 'waitlisted' else 'submitted' end, 2, true, s.siren, 'CC du Pays n° ' || n, array[s.siren], '44',
            '{52}', true, $2, $2, 'T-' || n,
            array_to_tsvector(l.words || array(select right(w.id::text, 8) || '/' || word from unnest(l.words) word))
       from generate_series(1, $3::int) n
      cross join lateral (select ($4::uuid[])[n % 40 + 1] as id) w
      cross join lateral (select (800000000 + n)::text as siren) s
      cross join lateral (select array['cc', 'du', 'pays', 'n', n::text, s.siren] as words) l`,
    [rows[0]?.call_id, '2023-01-05T00:00:00Z', CASES, WAVES],
  );
  await journey.judge.query('vacuum analyze candidacies.candidacy');
}

beforeAll(async () => {
  journey = await CaseJourney.begin();
  ({ office, ales } = journey);
  cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  await journey.seat({ role: 'epci_member', organisation: { siren: CAUDRESIS } });
  mine = await journey.deposited();
  await generate();
});
afterAll(() => journey.end());

describe('the list of candidacies', () => {
  it('shows a territory its own, drafts included, and nothing else', async () => {
    expect((await list(ales)).map((line) => line.id)).toEqual([mine]);
    expect(await list(cambrai)).toEqual([]);
    expect(await list(cambrai, 'q=ales')).toEqual([]);
  });

  it('is read page by page, each candidacy once', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page = (await office.get(`/api/candidacies?limit=200${after === '' ? '' : `&after=${after}`}`)).body as {
        items: Line[];
        next: string | null;
      };
      seen.push(...page.items.map((line) => line.id));
      after = page.next;
    }
    expect(new Set(seen).size).toBe(CASES + 1);
    expect(seen).toHaveLength(CASES + 1);
  });

  it.each([
    ['a wave', () => `wave=${journey.february.id}`],
    ['a wave and a state', () => `wave=${journey.february.id}&state=submitted`],
    ['a region', () => 'region=76'],
    ['a name, without its accents', () => 'q=ales'],
    ['a name begun, in capitals', () => `q=${encodeURIComponent('AGGLOMÉRATION ALÈ')}`],
    ['a SIREN', () => `q=${ALES}`],
    ['a name in its wave', () => `wave=${journey.february.id}&q=ales`],
  ])('is filtered by %s', async (_, query) => {
    expect((await list(office, query())).map((line) => line.id)).toEqual([mine]);
  });

  it.each([
    ['another wave', () => `wave=${journey.june.id}&q=ales`],
    ['another state', () => 'q=ales&state=draft'],
    ['another region', () => 'q=ales&region=11'],
  ])('finds nothing in %s', async (_, query) => {
    expect(await list(office, query())).toEqual([]);
  });

  it.each([
    "'",
    '&|!',
    ':*',
    "a' | b",
    '\\',
    '%',
    '\u0000x',
    'ſ',
    'İ',
    '١٢',
    '"',
    '<->',
    '(',
    'x'.repeat(200),
    '🙂',
    '\ud800',
  ])('takes « %s » as text, never as a query', async (typed) => {
    expect((await office.get(`/api/candidacies?q=${encodeURIComponent(typed.toWellFormed())}`)).status).toBe(200);
  });

  it.each(['state=lost', 'limit=0', 'limit=x', 'after=1', 'nowhere=1', 'region=x'])('refuses « %s »', async (query) => {
    expect((await office.get(`/api/candidacies?${query}`)).body).toMatchObject({ status: 422, code: 'invalid-input' });
  });
});

describe('the list reads by its indexes', () => {
  const reader: Actor = { ...SYSTEM, role: 'programme_director', ...READING.programme_director };
  const plan = async (actor: Actor, text: string, values: readonly unknown[]): Promise<string> => {
    const rows = await journey.server.app
      .get(Transactions)
      .run(actor, (tx) => tx.query(statement(`explain_${randomUUID()}`, `explain ${text}`), values));
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  };
  const wave = WAVES[0] ?? '';
  const after = '01920000-0000-7000-8000-000000000000';

  it.each([
    ['all, a page at a time', ['after'], () => [after, 51], 'candidacy_pkey'],
    ['a wave', ['wave', 'after'], () => [wave, after, 51], 'candidacy_wave'],
    ['a wave and a state', ['wave', 'state', 'after'], () => [wave, 'waitlisted', after, 51], 'candidacy_wave_state'],
    ['a wave and a region', ['wave', 'region', 'after'], () => [wave, '52', after, 51], 'candidacy_wave'],
  ] as const)('of %s', async (_, filters, values, index) => {
    const text = await plan(reader, listStatement(filters).text, values());
    expect(text).toContain(`${index} `);
    expect(text).not.toContain('Seq Scan');
  });

  it('of a territory, from its own cases', async () => {
    const actor: Actor = { ...reader, role: 'epci_lead', ...READING.epci_lead, cases: [mine as never] };
    const text = await plan(actor, listStatement(['cases']).text, [[mine], 50]);
    expect(text).toContain('candidacy_pkey');
    expect(text).not.toContain('Seq Scan');
  });

  it('of a text, from the text index, inside the function that searches', async () => {
    const { rows } = await journey.judge.query<{ body: string }>(
      `select prosrc as body from pg_proc where oid = 'candidacies.search_cases'::regproc`,
    );
    const values: Readonly<Record<string, string>> = {
      words: `'''${wave.slice(-8)}/pays'':*'::tsquery`,
      in_wave: `'${wave}'::uuid`,
      in_state: 'null',
      in_region: 'null',
      after_id: 'null::uuid',
      at_most: '51',
    };
    const body = (rows[0]?.body ?? '').replace(
      new RegExp(Object.keys(values).join('|'), 'g'),
      (name) => values[name] ?? name,
    );
    await journey.judge.query(`set rebond.reach = 'shared'; set rebond.cases = '{}'; set rebond.recused = '{}'`);
    const plan = await journey.judge.query<Record<string, string>>(`explain ${body}`);
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('candidacy_search');
    expect(text).not.toContain('Seq Scan');
  });
});

describe('the functions that read as owner', () => {
  it.each(['search_cases', 'overlaps'])('%s keeps the generated predicate and a fixed search_path', async (name) => {
    const { rows } = await journey.judge.query<{ body: string; config: string[]; secure: boolean }>(
      `select prosrc as body, proconfig as config, prosecdef as secure from pg_proc
        where oid = ('candidacies.' || $1)::regproc`,
      [name],
    );
    expect(rows[0]).toMatchObject({ config: ['search_path=pg_catalog'], secure: true });
    expect(rows[0]?.body).toContain(visibleRows('candidacies.candidacy'));
  });
});

describe('two candidacies on one territory', () => {
  let other: string;

  const overlaps = async (as: Api, id: string) =>
    (await as.get<{ overlaps: unknown }>(`/api/candidacies/${id}`)).body.overlaps;

  beforeAll(async () => {
    const douai = await journey.seat({ role: 'epci_lead', organisation: { siren: '200044618' } });
    const started = await douai.post('/api/candidacies', {
      waveId: journey.february.id,
      lead: '200044618',
      members: [CAUDRESIS],
    });
    other = started.body.id as string;
    await journey.save(douai, other, { needs: 'Les mêmes' });
    const first = await cambrai.post('/api/candidacies', {
      waveId: journey.february.id,
      lead: CAMBRAI,
      members: [CAUDRESIS],
    });
    mine = first.body.id as string;
    await journey.save(cambrai, mine, { needs: 'Les nôtres' });
    expect(await overlaps(cambrai, mine)).toEqual([]);
    expect((await douai.post(`/api/candidacies/${other}/deposit`, undefined, { ifMatch: 1 })).status).toBe(201);
    expect((await cambrai.post(`/api/candidacies/${mine}/deposit`, undefined, { ifMatch: 1 })).status).toBe(201);
  });

  it('are told to a territory by the EPCI concerned, not by whose candidacy', async () => {
    expect(await overlaps(cambrai, mine)).toEqual([
      { epci: [{ siren: CAUDRESIS, name: expect.stringMatching(/Caudr/) }], candidacy: null },
    ]);
  });

  it('are told to the State with their wave and state', async () => {
    expect(await overlaps(office, mine)).toMatchObject([
      { candidacy: { id: other, waveId: journey.february.id, state: 'submitted' } },
    ]);
  });

  it('are told to a Région that reads one of them by the EPCI concerned only', async () => {
    const region = await journey.seat({ role: 'region_council', organisation: { region: '93' } });
    await journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at)
       values ($1, $2, 'region', '2023-01-01T00:00:00Z')`,
      [mine, region.seat.organisationId],
    );
    expect(await overlaps(region, mine)).toMatchObject([{ epci: [{ siren: CAUDRESIS }], candidacy: null }]);
    expect((await region.get(`/api/candidacies/${other}`)).status).toBe(404);
  });

  it('no longer, once one has ended', async () => {
    await journey.put(other, 'withdrawn');
    expect(await overlaps(office, mine)).toEqual([]);
  });
});
