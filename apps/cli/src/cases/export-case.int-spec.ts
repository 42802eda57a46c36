import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Files } from '@rebond/platform';
import { sha256, unzipped } from '../../../../test/support/archives.js';
import { CaseJourney } from '../../../../test/support/case-journey.js';
import type { TestSeat } from '../../../../test/support/seats.js';
import { ExportCaseCommand } from './export-case.command.js';

const environment = process.env;
const folder = mkdtempSync(join(tmpdir(), 'rebond-export-'));
const command = new ExportCaseCommand();
let journey: CaseJourney;
let auditor: TestSeat;
let region: TestSeat;
let id: string;
let said: string[];
let warned: string[];

const out = (name: string): string => join(folder, name);
const run = (as: string, name: string, of = id) => command.run([of], { as: command.as(as), out: out(name) });

beforeAll(async () => {
  journey = await CaseJourney.begin();
  auditor = (await journey.seat({ role: 'auditor' })).seat;
  region = (await journey.seat({ role: 'region_council' })).seat;
  id = await journey.deposited();
});
beforeEach(() => {
  const FILES_DIR = journey.server.app.get(Files).root;
  process.env = { ...environment, DATABASE_URL: journey.database.appUrl, FILES_DIR, LOG_LEVEL: 'silent' };
  [said, warned] = [[], []];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void warned.push(line));
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
afterAll(async () => {
  await journey.end();
  rmSync(folder, { recursive: true });
});

describe('rebond case export', () => {
  it('writes what the API gives the same seat, and tells the manifest to note', async () => {
    await run(auditor.seatId, 'a.zip');
    const answer = await fetch(new URL(`/api/candidacies/${id}/export`, journey.server.url), {
      headers: { authorization: `Bearer ${auditor.token}` },
    });
    expect(sha256(readFileSync(out('a.zip')))).toBe(sha256(Buffer.from(await answer.arrayBuffer())));
    const manifest = (await unzipped(readFileSync(out('a.zip')))).get('manifeste.json') ?? Buffer.of();
    expect(said).toEqual([sha256(manifest)]);
    expect(warned[0]).toMatch(/a\.zip : [\d\s]+ octets\. Empreinte du manifeste :$/u);
    expect(existsSync(out('a.zip.part'))).toBe(false);
    const { rows } = await journey.judge.query(
      'select person_id, count(*)::int as n from platform.audit_entry where stream = $1 group by 1',
      [`candidacy-export:${id}`],
    );
    expect(rows).toEqual([{ person_id: auditor.personId, n: 2 }]);
  });

  it('acts for the person who is named with the seat', async () => {
    await run(`${auditor.personId}/${auditor.seatId}`, 'b.zip');
    expect(said[0]).toMatch(/^[0-9a-f]{64}$/);
    await expect(run(`${region.personId}/${auditor.seatId}`, 'c.zip')).rejects.toMatchObject({ code: 'no-such-seat' });
  });

  it('obeys the policy of the seat', async () => {
    await expect(run(region.seatId, 'd.zip')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(run(auditor.seatId, 'd.zip', auditor.seatId)).rejects.toMatchObject({ kind: 'absent' });
    expect(existsSync(out('d.zip'))).toBe(false);
  });

  it('overwrites nothing, and wants to know where the files are', async () => {
    writeFileSync(out('e.zip'), 'autre');
    await expect(run(auditor.seatId, 'e.zip')).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(out('e.zip'), 'utf8')).toBe('autre');
    delete process.env['FILES_DIR'];
    await expect(run(auditor.seatId, 'f.zip')).rejects.toThrow(/FILES_DIR/);
    expect(() => command.as('moi')).toThrow(/n’est pas <siège>/);
    await expect(run(auditor.seatId, 'f.zip', 'RB-2023')).rejects.toMatchObject({ code: 'candidacy' });
  });
});
