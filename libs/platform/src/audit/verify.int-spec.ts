import { randomUUIDv7 } from 'node:crypto';
import { Client, Pool } from 'pg';
import type { CandidacyId } from '@rebond/kernel';
import { type TestDatabase, testDatabase } from '../../../../test/support/database.js';
import { asSystem } from '../../../../test/support/seats.js';
import { statement } from '../database/statement.js';
import { type AuditRecord, chainHash, record } from './journal.js';
import { sealAudit } from './seal.js';
import { verifyAudit } from './verify.js';

const AT = Temporal.Instant.from('2023-02-01T11:00:00.250Z');
const CASE = randomUUIDv7() as string as CandidacyId;
const STREAM = `candidacy:${CASE}`;

const anEntry = (n: number): AuditRecord => ({
  action: 'candidacy.amended',
  audience: n % 2 === 0 ? 'system' : 'territory',
  facts: { n, amount: 150_000_000, note: 'Éco-quartier œuvré' },
  ...(n % 2 === 0 ? {} : { personal: { motive: `Motif n° ${n} — « été »`, score: 1e21, list: [1.5, null, true] } }),
});

let database: TestDatabase;

/** Five entries of one case, each with a message, and three of an organisation without any. */
beforeEach(async () => {
  database = await testDatabase();
  await asSystem(database, AT, async (tx) => {
    for (let n = 1; n <= 5; n += 1)
      await record(tx, STREAM, CASE, [anEntry(n)], [{ kind: 'candidacy.amended', payload: { n } }]);
    for (let n = 1; n <= 3; n += 1) await record(tx, 'organisation:1', null, [anEntry(n * 2)]);
  });
});
afterEach(() => database.drop());

async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What somebody does who may do everything on the server: triggers and constraints asleep. */
const tamper = (...statements: readonly (string | [string, unknown[]])[]): Promise<void> =>
  asSuperuser(async (client) => {
    await client.query("set session_replication_role = 'replica'");
    for (const one of statements) {
      const [sql, values] = typeof one === 'string' ? [one, []] : one;
      const { rowCount } = await client.query(sql, values);
      expect(rowCount).toBeGreaterThan(0);
    }
  });

const REWIND = `
  update platform.audit_stream s set (seq, head) =
    (select l.seq, l.hash from platform.audit_entry l where l.stream = s.stream order by l.seq desc limit 1)`;
const ofCase = `stream = '${STREAM}'`;
const seal = () => asSystem(database, AT, (tx) => sealAudit(tx));
const faults = async () => (await verifyAudit(database.ownerUrl)).faults;

describe('the audit log, verified', () => {
  it('is intact, for its owner and for the application alike', async () => {
    const pool = new Pool({ connectionString: database.appUrl });
    const verdict = { entries: 8, streams: 2, seals: 0, faults: [], unlisted: 0, erasedPayloads: 0 };
    expect(await verifyAudit(database.ownerUrl)).toEqual(verdict);
    expect(await verifyAudit(pool)).toEqual(verdict);
    await pool.end();
  });

  it('stays intact when the system erases personal data', async () => {
    const erase = statement('test_erase', 'delete from platform.audit_payload where candidacy_id = $1 and seq < 4');
    await asSystem(database, AT, (tx) => tx.query(erase, [CASE]));
    expect(await verifyAudit(database.ownerUrl)).toMatchObject({ entries: 8, faults: [], erasedPayloads: 2 });
  });

  it('cannot be changed by the application, even as the system', async () => {
    const change = statement('test_change', `update platform.audit_entry set action = 'other'`);
    await expect(asSystem(database, AT, (tx) => tx.query(change))).rejects.toThrow(/permission denied/);
    const remove = statement('test_remove_seal', `delete from platform.audit_seal_head`);
    await seal();
    await expect(asSystem(database, AT, (tx) => tx.query(remove))).rejects.toThrow(/append-only/);
  });

  describe('names the entry', () => {
    it('of which one byte was changed', async () => {
      await tamper(
        `update platform.audit_entry set canonical = replace(canonical, '150000000', '950000000') where ${ofCase} and seq = 2`,
      );
      expect(await faults()).toEqual([
        { stream: STREAM, seq: 2, reason: "le contenu ne correspond pas à l'empreinte" },
      ]);
    });

    it('of which a column was changed', async () => {
      await tamper(
        `update platform.audit_entry set at = at + interval '1 microsecond', action = 'x' where ${ofCase} and seq = 2`,
      );
      expect(await faults()).toEqual([
        { stream: STREAM, seq: 2, reason: "colonnes différentes du contenu : l'instant, l'action" },
      ]);
    });

    it('of which the personal data was changed', async () => {
      await tamper(`update platform.audit_payload set payload = '{"motive":"autre"}' where ${ofCase} and seq = 3`);
      expect(await faults()).toEqual([
        { stream: STREAM, seq: 3, reason: 'les données personnelles ne correspondent pas à leur empreinte' },
      ]);
    });

    it('that was deleted', async () => {
      await tamper(`delete from platform.audit_entry where stream = 'organisation:1' and seq = 2`);
      expect(await faults()).toEqual([{ stream: 'organisation:1', seq: 2, reason: 'écriture absente' }]);
    });

    it('after which the tail was removed', async () => {
      await tamper(`delete from platform.audit_entry where stream = 'organisation:1' and seq >= 2`);
      expect(await faults()).toEqual([
        { stream: 'organisation:1', seq: 2, reason: 'fin du fil retirée : sa tête est au rang 3' },
      ]);
    });

    it('that a tail removed since the last seal held, when the head of the stream was rewound with it', async () => {
      await seal();
      await asSystem(database, AT, (tx) =>
        record(tx, STREAM, CASE, [anEntry(6)], [{ kind: 'candidacy.withdrawn', payload: {} }]),
      );
      await tamper(`delete from platform.audit_entry where ${ofCase} and seq = 6`, REWIND);
      expect(await faults()).toEqual([
        {
          stream: STREAM,
          seq: 6,
          reason: "écriture absente : un message de la boîte d'envoi la désigne",
        },
      ]);
    });

    it('that a whole stream held, when its head went with it', async () => {
      await seal();
      await tamper(
        `delete from platform.audit_entry where stream = 'organisation:1'`,
        `delete from platform.audit_stream where stream = 'organisation:1'`,
      );
      expect(await faults()).toEqual([
        { stream: 'organisation:1', seq: 3, reason: 'écriture absente : elle est dans le scellé n° 1' },
      ]);
    });

    it('that a seal froze, when all the chain was rewritten after a change', async () => {
      await seal();
      await asSuperuser(async (client) => {
        const { rows } = await client.query<{ seq: number; canonical: string }>(
          `select seq, canonical from platform.audit_entry where ${ofCase} order by seq`,
        );
        let hash: Buffer = Buffer.alloc(32);
        for (const { seq, canonical } of rows) {
          const changed = canonical.replace('150000000', '950000000');
          hash = chainHash(hash, changed);
          await tamper([
            `update platform.audit_entry set canonical = $1, hash = $2 where ${ofCase} and seq = $3`,
            [changed, hash, seq],
          ]);
        }
        await tamper(REWIND);
      });
      expect(await faults()).toEqual([
        { stream: STREAM, seq: 5, reason: "l'empreinte n'est pas celle du scellé n° 1" },
      ]);
    });
  });

  it('notices seals changed, removed, or unlike those kept outside', async () => {
    const first = await seal();
    await asSystem(database, AT.add({ hours: 24 }), (tx) => record(tx, STREAM, CASE, [anEntry(7)]));
    const second = await seal();
    const roots = [first, second].map((one) => one!.root.toString('hex'));
    const kept = { roots, seals: roots.map((root, i) => ({ n: i + 1, root })) };
    expect(await verifyAudit(database.ownerUrl, kept)).toMatchObject({ seals: 2, faults: [] });

    const stranger = 'ab'.repeat(32);
    expect(
      (await verifyAudit(database.ownerUrl, { roots: [stranger], seals: [{ n: 3, root: stranger }] })).faults,
    ).toEqual([
      { stream: 'scellés', seq: 0, reason: `la racine ${stranger} gardée hors du système n'est dans aucun scellé` },
      { stream: 'scellés', seq: 3, reason: 'le scellé gardé hors du système est absent ou différent ici' },
    ]);

    await tamper('delete from platform.audit_seal_head where n = 1', 'delete from platform.audit_seal where n = 1');
    expect(await faults()).toEqual([{ stream: 'scellés', seq: 1, reason: 'scellé absent' }]);
    await tamper("update platform.audit_seal set sealed_at = sealed_at + interval '1 hour' where n = 2");
    expect((await faults()).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
