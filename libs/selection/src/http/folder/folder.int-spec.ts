import { createHash } from 'node:crypto';
import { openSession } from '../../../../../test/support/browser-session.js';
import { DecisionJourney, lineOf, type ListedCase } from '../../../../../test/support/decision-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { Role } from '@rebond/identity';

let on: DecisionJourney;
let cases: ListedCase[];
let list: string;

beforeAll(async () => {
  on = await DecisionJourney.begin();
  await on.openWave();
  cases = await on.deposited(2);
  const [first, second] = cases;
  if (!first || !second) throw new RangeError('two cases');
  const { body } = await on.propose([
    lineOf(first, 'select', { envelopeEur: 1_500_000, personDays: 100 }),
    lineOf(second, 'reject', { reasons: ['Exposition non établie.'] }),
  ]);
  list = body.id as string;
}, 60_000);
afterAll(() => on.end());

const asked = async (token: string): Promise<{ status: number; bytes: Buffer; type: string | null }> => {
  const answer = await fetch(`${on.journey.server.url}/api/decision-lists/${list}/folder`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    status: answer.status,
    bytes: Buffer.from(await answer.arrayBuffer()),
    type: answer.headers.get('content-type'),
  };
};
const productions = () =>
  on.rows(
    `select seat_id, canonical::jsonb -> 'facts' as facts from platform.audit_entry
      where stream = $1 and action = 'decision-list.folder-produced' order by seq`,
    [`decision-list:${list}`],
  );

describe('Le dossier du ministre d’une liste', () => {
  it('se produit avant toute validation, et s’inscrit au journal avec son empreinte', async () => {
    const { status, bytes, type } = await asked(on.director.seat.token);
    expect([status, type]).toEqual([200, 'application/pdf']);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await productions()).toEqual([
      {
        seat_id: on.director.seat.seatId,
        facts: { list, status: 'proposed', version: 1, sha256, sizeBytes: bytes.length },
      },
    ]);
    expect((await asked(on.minister.seat.token)).bytes.equals(bytes)).toBe(true);
  });

  it('se produit aussi par qui n’écrit rien : la Cour des comptes', async () => {
    const auditor = await on.journey.seat({ role: 'auditor' });
    expect((await asked(auditor.seat.token)).status).toBe(200);
    expect((await productions()).at(-1)?.['seat_id']).toBe(auditor.seat.seatId);
  });

  it.each(['bdt_officer', 'sub_prefect', 'region_council', 'bpifrance_officer'] satisfies Role[])(
    'n’est pas pour %s',
    async (role) => {
      const before = (await productions()).length;
      expect((await asked((await on.journey.seat({ role })).seat.token)).status).toBe(403);
      expect(await productions()).toHaveLength(before);
    },
  );

  it('n’est pas pour qui est récusé d’un de ses dossiers', async () => {
    const recused = await on.journey.seat({ role: 'minister_office' });
    const shown = await recused.get<{ shownAt: string }>(`/api/waves/${on.waveId}/recusals`);
    const declared = await recused.post(`/api/waves/${on.waveId}/recusals`, {
      ...{ cases: [cases[1]?.id], noneElse: true, shownAt: shown.body.shownAt },
    });
    expect(declared.status).toBeLessThan(300);
    const { status, bytes } = await asked(recused.seat.token);
    expect([status, JSON.parse(bytes.toString())]).toMatchObject([403, { code: 'recused-in-wave' }]);
    const surfer = new Surfer(on.journey.server.url, await openSession(on.journey.server, recused.seat));
    expect((await surfer.get(`/selection/${list}/dossier`)).status).toBe(403);
  });

  it('a sa page : ce qu’il dira, et qui l’a produit', async () => {
    const surfer = new Surfer(on.journey.server.url, await openSession(on.journey.server, on.minister.seat));
    expect((await surfer.get(`/selection/${list}`)).html).toContain(`href="/selection/${list}/dossier"`);
    const page = await surfer.get(`/selection/${list}/dossier`);
    expect(page.html).toContain('Lauréats par département');
    const [first] = await productions();
    expect(page.html).toContain((first?.['facts'] as { sha256: string }).sha256);
  });

  it('d’une liste validée dit son numéro, et change avec elle', async () => {
    const before = (await asked(on.minister.seat.token)).bytes;
    expect((await on.validate(list)).status).toBe(200);
    const after = await asked(on.minister.seat.token);
    expect(after.status).toBe(200);
    expect(after.bytes.equals(before)).toBe(false);
    expect((await productions()).at(-1)).toMatchObject({ facts: { status: 'validated', version: 2 } });
  });
});
