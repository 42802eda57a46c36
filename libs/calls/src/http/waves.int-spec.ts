import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { CallId, WaveId } from '@rebond/kernel';
import { type Api, api } from '../../../../test/support/api.js';
import { HeldClock } from '../../../../test/support/clock.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/database.js';
import { asSystem, seatOf } from '../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';
import { Calls } from '../application/calls.js';

const REBOND = readFileSync(join(__dirname, '../../../../calls/rebond-industriel.yaml'), 'utf8');
const NOW = '2022-12-01T08:00:00Z';
const CALL = 'rebond-industriel';

describe('Les relèves', () => {
  let database: TestDatabase;
  let server: TestServer;
  let office: Api;
  let anyone: Api;
  let judge: Client;
  const clock = new HeldClock(NOW);

  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({ database, clock });
    office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
    anyone = api(server.url);
    judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    await office.post('/api/calls', { source: REBOND });
  });
  afterAll(async () => {
    await judge.end();
    await server.stop();
    await database.drop();
  });
  beforeEach(() => clock.set(NOW));

  let made = 0;
  const opened = async (fields: Record<string, unknown> = {}): Promise<{ id: WaveId; version: number }> => {
    made += 1;
    const answer = await office.post<{ id: WaveId; version: number }>('/api/waves', {
      call: CALL,
      name: `Relève d’essai ${made}`,
      opensAt: '2022-11-01T00:00:00Z',
      cutoffAt: '2023-02-01T12:00:00+01:00',
      ...fields,
    });
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const audited = async (id: string) =>
    (
      await judge.query<{ action: string; canonical: string; payload: unknown }>(
        `select e.action, e.canonical, p.payload from platform.audit_entry e
           left join platform.audit_payload p on p.stream = e.stream and p.seq = e.seq
          where e.stream = $1 order by e.seq`,
        [`wave:${id}`],
      )
    ).rows;
  const messages = async (id: string) =>
    (
      await judge.query<{ kind: string; payload: Record<string, unknown> }>(
        'select kind, payload from platform.outbox where stream = $1 order by seq, n',
        [`wave:${id}`],
      )
    ).rows;

  describe('proposées', () => {
    it('suivent le rythme de quatre mois, à midi heure de Paris', async () => {
      const { status, body } = await anyone.get(`/api/calls/${CALL}/proposed-waves?after=2022-12-01&count=3`);
      expect(status).toBe(200);
      expect(body.items).toEqual([
        { name: 'Relève du 1er février 2023', date: '2023-02-01', cutoffAt: '2023-02-01T11:00:00Z' },
        { name: 'Relève du 1er juin 2023', date: '2023-06-01', cutoffAt: '2023-06-01T10:00:00Z' },
        { name: 'Relève du 1er octobre 2023', date: '2023-10-01', cutoffAt: '2023-10-01T10:00:00Z' },
      ]);
    });

    it('commencent après la dernière qui existe', async () => {
      await opened({ cutoffAt: '2023-02-01T11:00:00Z' });
      const { body } = await anyone.get<{ items: { date: string }[] }>(`/api/calls/${CALL}/proposed-waves?count=1`);
      expect(body.items.map(({ date }) => date)).toEqual(['2023-06-01']);
    });
  });

  describe('ouvertes', () => {
    it('sur la version la plus récente, à une heure de Paris, et annoncées', async () => {
      const answer = await office.post('/api/waves', {
        call: CALL,
        opensAt: { date: '2022-12-02', time: '09:00' },
        cutoffAt: { date: '2023-02-01', time: '12:00' },
      });
      expect(answer).toMatchObject({
        status: 201,
        body: {
          call: CALL,
          name: 'Relève du 1er février 2023',
          definitionVersion: 1,
          opensAt: '2022-12-02T08:00:00Z',
          cutoffAt: '2023-02-01T11:00:00Z',
          status: 'upcoming',
          decidedAt: null,
          version: 1,
        },
      });
      expect(answer.headers.get('etag')).toBe('"v1"');
      const { id } = answer.body;
      expect(await anyone.get(`/api/waves/${id}`)).toMatchObject({ status: 200, body: { id, prolongations: [] } });
      expect((await audited(id)).map(({ action }) => action)).toEqual(['wave.opened']);
      expect(await messages(id)).toMatchObject([
        { kind: 'wave.opened', payload: { waveId: id, cutoffAt: '2023-02-01T11:00:00Z', definitionVersion: 1 } },
      ]);
    });

    it('une seule fois sous un nom', async () => {
      await opened({ name: 'Unique' });
      const again = await office.post('/api/waves', {
        call: CALL,
        name: 'Unique',
        opensAt: '2022-11-01T00:00:00Z',
        cutoffAt: '2023-02-01T11:00:00Z',
      });
      expect(again).toMatchObject({ status: 409, body: { code: 'wave-exists' } });
    });

    it('une seule fois pour une demande répétée', async () => {
      const asked = { call: CALL, name: 'Répétée', opensAt: '2022-11-01T00:00:00Z', cutoffAt: '2023-02-01T11:00:00Z' };
      const first = await office.post('/api/waves', asked, { idempotencyKey: 'releve-1' });
      const again = await office.post('/api/waves', asked, { idempotencyKey: 'releve-1' });
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toEqual(first.body);
    });

    it.each([
      ['clôture avant l’ouverture', { cutoffAt: '2022-10-01T00:00:00Z' }, 'cutoff-before-opening', '/cutoffAt'],
      ['clôture déjà passée', { cutoffAt: '2022-11-30T00:00:00Z' }, 'cutoff-in-the-past', '/cutoffAt'],
      ['appel inconnu', { call: 'inconnu' }, 'unknown-call', '/call'],
      ['version qui n’est pas publiée', { definitionVersion: 9 }, 'unknown-version', '/definitionVersion'],
      ['champ inconnu', { cutoff: '2023-02-01' }, 'invalid-input', '/cutoff'],
      ['instant sans décalage', { cutoffAt: '2023-02-01T12:00:00' }, 'invalid-input', '/cutoffAt'],
      [
        'heure qui n’existe pas',
        { cutoffAt: { date: '2023-02-01', time: '25:00' } },
        'invalid-input',
        '/cutoffAt/time',
      ],
    ])('jamais avec une %s', async (_what, fields, code, pointer) => {
      const answer = await office.post('/api/waves', {
        call: CALL,
        name: 'Refusée',
        opensAt: '2022-11-01T00:00:00Z',
        cutoffAt: '2023-02-01T11:00:00Z',
        ...fields,
      });
      expect(answer).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    });

    it('par la seule direction du programme', async () => {
      const territory = api(server.url, (await seatOf(database, { role: 'epci_lead' })).token);
      const asked = { call: CALL, opensAt: '2022-11-01T00:00:00Z', cutoffAt: '2023-02-01T11:00:00Z' };
      expect((await territory.post('/api/waves', asked)).status).toBe(403);
      expect((await anyone.post('/api/waves', asked)).status).toBe(401);
    });
  });

  describe('listées', () => {
    it('page à page, la dernière close d’abord, sans en perdre ni en répéter', async () => {
      for (const day of ['05', '04', '04', '03']) await opened({ cutoffAt: `2024-03-${day}T11:00:00Z` });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: { body: { items: { id: string; cutoffAt: string }[]; next: string | null } } = await anyone.get(
          `/api/waves?call=${CALL}&limit=3${after === null ? '' : `&after=${after}`}`,
        );
        seen.push(...page.body.items.map(({ cutoffAt, id }) => `${cutoffAt} ${id}`));
        after = page.body.next;
      } while (after !== null);
      expect(seen).toEqual([...new Set(seen)].sort().reverse());
      expect(seen).toHaveLength(made + 2);
      expect((await anyone.get('/api/waves?call=inconnu')).body).toEqual({ items: [], next: null });
      expect((await anyone.get('/api/waves?after=???')).status).toBe(400);
    });

    it('ou celles seulement qui reçoivent des dépôts : l’ouverture comprise, la clôture exclue', async () => {
      const { id } = await opened({ opensAt: '2025-01-01T00:00:00Z', cutoffAt: '2025-02-01T11:00:00Z' });
      const openAt = async (at: string): Promise<boolean> => {
        clock.set(at);
        const { body } = await anyone.get<{ items: { id: string }[] }>('/api/waves?open=true&limit=100');
        return body.items.some((wave) => wave.id === id);
      };
      expect(await openAt('2024-12-31T23:59:59.999Z')).toBe(false);
      expect(await openAt('2025-01-01T00:00:00Z')).toBe(true);
      expect(await openAt('2025-02-01T10:59:59.999Z')).toBe(true);
      expect(await openAt('2025-02-01T11:00:00Z')).toBe(false);
    });
  });

  describe('prolongées', () => {
    const later = { cutoffAt: '2023-02-03T11:00:00Z', reason: 'Panne du portail' };
    const outage = { from: '2023-02-01T09:00:00Z', to: '2023-02-01T13:00:00Z', description: 'Base injoignable' };

    it('après une panne, qui est consignée, et les candidats en sont avertis', async () => {
      const { id } = await opened();
      clock.set('2023-02-01T15:00:00Z');
      const answer = await office.post(`/api/waves/${id}/prolongation`, { ...later, outage }, { ifMatch: 1 });
      expect(answer).toMatchObject({ status: 200, body: { cutoffAt: later.cutoffAt, version: 2, status: 'open' } });
      expect(answer.headers.get('etag')).toBe('"v2"');
      expect((await anyone.get(`/api/waves/${id}`)).body.prolongations).toEqual([
        {
          previousCutoffAt: '2023-02-01T11:00:00Z',
          cutoffAt: later.cutoffAt,
          reason: later.reason,
          outage,
          at: '2023-02-01T15:00:00Z',
        },
      ]);
      expect((await messages(id)).slice(1)).toEqual([
        {
          kind: 'wave.prolonged',
          payload: {
            waveId: id,
            previousCutoffAt: '2023-02-01T11:00:00Z',
            cutoffAt: later.cutoffAt,
            reason: later.reason,
          },
        },
      ]);
      const [, entry] = await audited(id);
      expect(entry).toMatchObject({
        action: 'wave.prolonged',
        payload: { reason: later.reason, outage: outage.description },
      });
      expect(entry?.canonical).not.toContain(later.reason);
    });

    it('jamais raccourcies, ni par l’API ni par un ordre SQL', async () => {
      const { id } = await opened();
      for (const cutoffAt of ['2023-02-01T11:00:00Z', '2023-01-31T11:00:00Z'])
        expect(
          await office.post(`/api/waves/${id}/prolongation`, { ...later, cutoffAt }, { ifMatch: 1 }),
        ).toMatchObject({ status: 422, body: { code: 'cutoff-not-later' } });
      await expect(
        judge.query("update calls.wave set cutoff_at = cutoff_at - interval '1 ms' where id = $1", [id]),
      ).rejects.toThrow('never shortened');
      expect((await anyone.get(`/api/waves/${id}`)).body).toMatchObject({ version: 1, prolongations: [] });
    });

    it('plus une fois des décisions prises', async () => {
      const { id } = await opened();
      const at = Temporal.Instant.from('2023-03-01T08:00:00Z');
      const prolong = (ifMatch: number) =>
        office.post(`/api/waves/${id}/prolongation`, { ...later, cutoffAt: '2023-05-01T08:00:00Z' }, { ifMatch });
      await asSystem(database, at, (tx) => new Calls().markFrozen(tx, id));
      expect((await anyone.get(`/api/waves/${id}`)).body).toMatchObject({ decidedAt: null, version: 1 });
      expect(await prolong(1)).toMatchObject({ status: 422, body: { code: 'wave-decided' } });
      await asSystem(database, at, (tx) => new Calls().markDecided(tx, id));
      await asSystem(database, at.add({ hours: 1 }), (tx) => new Calls().markDecided(tx, id));
      expect((await anyone.get(`/api/waves/${id}`)).body).toMatchObject({ decidedAt: at.toString(), version: 2 });
      expect(await prolong(2)).toMatchObject({ status: 422, body: { code: 'wave-decided' } });
    });

    it('sur la version lue : 428 sans elle, 409 quand elle a changé', async () => {
      const { id } = await opened();
      const path = `/api/waves/${id}/prolongation`;
      expect(await office.post(path, later)).toMatchObject({ status: 428 });
      expect((await office.post(path, later, { ifMatch: 1 })).status).toBe(200);
      expect(await office.post(path, { ...later, cutoffAt: '2023-02-04T11:00:00Z' }, { ifMatch: 1 })).toMatchObject({
        status: 409,
        body: { code: 'stale-version', currentVersion: 2 },
      });
      expect(await office.post(path, later, { ifMatch: 'deux' })).toMatchObject({ status: 400 });
    });

    it('une seule fois par deux demandes en même temps', async () => {
      const { id } = await opened();
      const answers = await Promise.all(
        ['03', '04'].map((day) =>
          office.post(
            `/api/waves/${id}/prolongation`,
            { ...later, cutoffAt: `2023-02-${day}T11:00:00Z` },
            { ifMatch: 1 },
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await messages(id)).map(({ kind }) => kind)).toEqual(['wave.opened', 'wave.prolonged']);
    });

    it('en en disant la raison, et jamais d’une panne qui finit avant d’avoir commencé', async () => {
      const { id } = await opened();
      const path = `/api/waves/${id}/prolongation`;
      expect(await office.post(path, { cutoffAt: later.cutoffAt }, { ifMatch: 1 })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/reason' }] },
      });
      expect(
        await office.post(path, { ...later, outage: { ...outage, to: outage.from } }, { ifMatch: 1 }),
      ).toMatchObject({ status: 422, body: { errors: [{ pointer: '/outage/to' }] } });
      expect(await office.post(path, { ...later, tous: true }, { ifMatch: 1 })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/tous', code: 'unknown-field' }] },
      });
    });

    it('jamais par un territoire, et une relève inconnue reste inconnue', async () => {
      const { id } = await opened();
      const territory = api(server.url, (await seatOf(database, { role: 'epci_lead' })).token);
      expect((await territory.post(`/api/waves/${id}/prolongation`, later, { ifMatch: 1 })).status).toBe(403);
      for (const unknown of ['0198c0de-0000-7000-8000-000000000000', 'n-importe-quoi']) {
        expect((await anyone.get(`/api/waves/${unknown}`)).status).toBe(404);
        expect((await office.post(`/api/waves/${unknown}/prolongation`, later, { ifMatch: 1 })).status).toBe(404);
      }
    });

    it('sans que la trace puisse en être reprise', async () => {
      for (const sql of ["update calls.wave_prolongation set reason = ''", 'delete from calls.wave_prolongation'])
        await expect(judge.query(sql)).rejects.toThrow('calls.wave_prolongation is append-only');
    });
  });

  describe('suivent une version de la définition', () => {
    it('qui ne change que par ses textes, jamais par ses règles', async () => {
      const { id } = await opened();
      const subject = /^( +subject: )(?!\||>)(.*)$/m;
      const inTexts =
        REBOND.slice(0, REBOND.indexOf('\ntexts:')) +
        REBOND.slice(REBOND.indexOf('\ntexts:')).replace(subject, '$1Un objet de courriel tout neuf');
      expect((await office.post('/api/calls', { source: inTexts })).body.version).toBe(2);
      const inRules = inTexts.replace('personDays: 100', 'personDays: 120');
      expect((await office.post('/api/calls', { source: inRules })).body.version).toBe(3);
      const repin = (definitionVersion: number, ifMatch: number) =>
        office.post(`/api/waves/${id}/definition`, { definitionVersion }, { ifMatch });
      expect(await repin(1, 1)).toMatchObject({ status: 422, body: { code: 'same-version' } });
      expect(await repin(3, 1)).toMatchObject({ status: 422, body: { code: 'definition-differs' } });
      expect(await repin(4, 1)).toMatchObject({ status: 422, body: { code: 'unknown-version' } });
      expect(await repin(2, 1)).toMatchObject({ status: 200, body: { definitionVersion: 2, version: 2 } });
      expect(await repin(1, 1)).toMatchObject({ status: 409 });
      expect((await audited(id)).map(({ action }) => action)).toEqual(['wave.opened', 'wave.repinned']);
    });
  });

  describe('lues par les autres métiers', () => {
    it('avec leur définition, gardée en mémoire et figée', async () => {
      const { id } = await opened({ definitionVersion: 1 });
      const calls = new Calls();
      const read = () => asSystem(database, Temporal.Instant.from(NOW), (tx) => calls.waveAndDefinition(tx, id));
      const { wave, definition } = await read();
      expect(wave).toMatchObject({ id, callSlug: CALL, definitionVersion: 1, decidedAt: null });
      expect(wave.cutoffAt.toString()).toBe('2023-02-01T11:00:00Z');
      expect((await read()).definition).toBe(definition);
      expect(() => Object.assign(definition.amounts, { funders: [] })).toThrow(TypeError);
    });

    it('avec celle qui vient après', async () => {
      const first = await opened({ cutoffAt: '2030-02-01T11:00:00Z' });
      const second = await opened({ cutoffAt: '2030-06-01T10:00:00Z' });
      const calls = new Calls();
      const after = (id: WaveId) =>
        asSystem(database, Temporal.Instant.from(NOW), async (tx) => calls.nextWaveAfter(tx, await calls.wave(tx, id)));
      expect((await after(first.id))?.id).toBe(second.id);
      expect(await after(second.id)).toBeNull();
    });

    it('et jamais une définition qui n’est plus celle qui fut publiée', async () => {
      const { rows } = await judge.query<{ id: CallId }>('select id from calls.call');
      const callId = rows[0]!.id;
      await judge.query('alter table calls.definition disable trigger append_only');
      await judge.query(
        `update calls.definition set content = jsonb_set(content, '{title}', '"Autre"') where version = 3`,
      );
      await judge.query('alter table calls.definition enable trigger append_only');
      const at = Temporal.Instant.from(NOW);
      await expect(asSystem(database, at, (tx) => new Calls().definition(tx, callId, 3))).rejects.toThrow('differs');
      await expect(asSystem(database, at, (tx) => new Calls().definition(tx, callId, 9))).rejects.toThrow('accessible');
    });
  });
});
