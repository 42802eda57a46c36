import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DemoReport } from '../../apps/cli/src/demo/report.js';

const ROOT = join(__dirname, '../..');

/** What `npm run -s demo -- --exit --json` prints, and how it ends. */
async function demo(): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['scripts/rebond.js', 'demo', '--exit', '--json'], { cwd: ROOT });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

let report: DemoReport;
const of = (leadSiren: string) => report.candidacies.find((one) => one.leadSiren === leadSiren);

beforeAll(async () => {
  const { code, stdout, stderr } = await demo();
  if (code !== 0) throw new Error(stderr);
  report = JSON.parse(stdout) as DemoReport;
}, 240_000);

describe('the demo, told in one JSON document', () => {
  it('brings Alès Agglomération to closure with its published figures', () => {
    expect(of('200066918')).toMatchObject({
      territory: 'CA Alès Agglomération',
      wave: '2023-02-01',
      state: 'closed',
      interviews: 46,
      projects: 131,
      capexEur: 177_000_000,
      jobsPotential: 586,
      france2030Projects: 26,
      envelopeEur: 1_500_000,
      axes: 4,
      personDays: 100,
    });
  });

  it('brings Cambrai and Caudrésis-Catésis to closure, 3 M€ of the State and 2 M€ of its own', () => {
    expect(of('200068500')).toMatchObject({
      territory: 'CA de Cambrai et CA du Caudrésis et du Catésis',
      state: 'closed',
      interviews: 44,
      projects: 88,
      capexEur: 286_000_000,
      jobsPotential: 645,
      structuringProjects: 17,
      envelopeEur: 5_000_000,
      fundersEur: { state: 3_000_000, local: 2_000_000 },
      axes: 3,
    });
    expect(of('200068500')?.jobsPlanned).toBeGreaterThan(300);
    expect(of('200068500')?.labels.join()).toMatch(/supposée.*inventée/);
  });

  it('plays Douaisis and the others up to the state that is published', () => {
    expect(of('200044618')).toMatchObject({
      state: 'engineering',
      interviews: 39,
      projects: 100,
      capexEur: 186_000_000,
      jobsPotential: 556,
    });
    expect(of('242900835')).toMatchObject({ state: 'engineering', projects: 54, capexEur: 110_000_000 });
    expect(of('200030385')).toMatchObject({ state: 'engineering', personDays: 150, envelopeEur: 2_000_000 });
    expect(of('200042174')).toMatchObject({
      state: 'engineering',
      interviews: 47,
      projects: 118,
      capexEur: 224_000_000,
      jobsPotential: 739,
    });
  });

  it('shows every other end with invented territories', () => {
    const invented = report.candidacies.filter((one) => one.territory.includes('inventée')).map((one) => one.state);
    for (const state of ['rejected', 'waitlisted', 'withdrawn', 'incomplete', 'inadmissible', 'expired', 'abandoned'])
      expect(invented).toContain(state);
  });

  it('ends with an intact audit chain, mails and meetings', () => {
    expect(report.auditChain).toBe('intact');
    expect(report.auditEntries).toBeGreaterThan(300);
    expect(report.mails).toBeGreaterThan(200);
    expect(report.meetings).toBeGreaterThan(12);
  });
});
