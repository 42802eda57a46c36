import { Desk, KIND_OF_ROLE, organisationInput } from '@rebond/identity';
import { Pdf, SYSTEM, Transactions, type PdfTemplate } from '@rebond/platform';
import type { Json } from '@rebond/kernel';
import { caseId, FIRST, OFFICE } from './support/cases.js';
import { asOwner, type Cluster } from './support/cluster.js';
import { median } from './support/figures.js';
import { n0, n2, type Row, type Scale } from './support/row.js';
import { CaseStand } from './support/stand.js';

const TARGET = 100;
/** Letters that the compiler is given at once, as the product gives them. */
const AT_ONCE = 16;

type Asked = readonly [template: PdfTemplate, data: Json, at: Temporal.Instant];

/** A list to be validated over HTTP, and then its letters made again by the compiler alone. */
class Freezing {
  private next = FIRST;
  private asked: Asked[] = [];

  private constructor(
    private readonly stand: CaseStand,
    private readonly url: string,
    private readonly minister: string,
  ) {
    const pdf = stand.app.get(Pdf);
    const render = pdf.render.bind(pdf);
    pdf.render = (...asked: Asked) => {
      this.asked.push(asked);
      return render(...asked);
    };
  }

  static async begin(stand: CaseStand): Promise<Freezing> {
    await asOwner(stand.database.ownerUrl, async (owner) => {
      // A wave that is over, which none may be made.
      await owner.query('alter table calls.wave disable trigger user');
      await owner.query(`update calls.wave set cutoff_at = now() - interval '1 minute'`);
      await owner.query('alter table calls.wave enable trigger user');
      await owner.query(`update candidacies.candidacy set admissibility = 'admissible'`);
      // Who proposes has declared their conflicts first: none.
      await owner.query(`insert into identity.recusal_declaration (person_id, wave_id, declared_at)
        select p.id, w.id, now() from identity.person p, calls.wave w`);
    });
    const desk = new Desk();
    const { token } = await stand.app.get(Transactions).run(SYSTEM, async (tx) => {
      const ministry = await desk.createOrganisation(
        tx,
        organisationInput.parse({
          kind: KIND_OF_ROLE.minister_office,
          name: 'Ministère',
          mailbox: 'ministere@bench.example',
        }),
      );
      const { id } = await desk.createSeat(tx, {
        ...{ organisationId: ministry.id, role: 'minister_office', title: 'Ministre' },
        holder: { name: 'Ministre', email: 'ministre@bench.example' },
      });
      return desk.createToken(tx, id, { label: 'bench', days: 1 });
    });
    await stand.app.listen(0, '127.0.0.1');
    return new Freezing(stand, await stand.app.getUrl(), token);
  }

  private async post(path: string, token: string, body?: object): Promise<{ readonly id: string }> {
    const answer = await fetch(`${this.url}/api/decision-lists${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'if-match': '"v1"',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { readonly id: string };
  }

  /** Letters a second, from the request that validates a list to its answer. */
  async ours(count: number): Promise<number> {
    const outcomes = ['select', 'waitlist', 'reject'];
    const lines = Array.from({ length: count }, (_, n) => ({
      candidacyId: caseId(this.next + n),
      expectedVersion: 2,
      outcome: outcomes[n % 3],
      reasons: n % 3 === 0 ? [] : ['Exposition non établie (critère 1).', 'Décret n° 2018-514, article 7.'],
    }));
    this.next += count;
    const { id } = await this.post('', OFFICE.token, {
      ...{ waveId: this.stand.call.waveId, title: `Liste de ${n0(count)}`, lines },
    });
    this.asked = [];
    const begun = performance.now();
    await this.post(`/${id}/validation`, this.minister);
    const perSecond = count / ((performance.now() - begun) / 1000);
    if (this.asked.length !== count) throw new Error(`${this.asked.length} letters of ${count} were made`);
    return perSecond;
  }

  /** The same letters, made and thrown away by a compiler that has no other work. */
  async raw(pdf: Pdf): Promise<number> {
    const waiting = this.asked.values();
    const lane = async (): Promise<void> => {
      for (const one of waiting) await pdf.render(...one);
    };
    const begun = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return this.asked.length / ((performance.now() - begun) / 1000);
  }
}

/** (i) A list of decisions validated over HTTP: letters made, hashed and stored, then the list frozen with them. */
export async function letters(cluster: Cluster, { quick, log }: Scale): Promise<Row[]> {
  const sizes: readonly (readonly [count: number, pairs: number])[] = quick
    ? [[60, 1]]
    : [
        [300, 5],
        [1254, 3],
      ];
  const cases = sizes.reduce((sum, [count, pairs]) => sum + count * (pairs + 1), 0);
  const stand = await CaseStand.begin(cluster, 'bench_letters', cases, 10);
  const alone = new Pdf();
  try {
    const freezing = await Freezing.begin(stand);
    const rows: Row[] = [];
    for (const [count, pairs] of sizes) {
      const figures: { readonly ours: number; readonly raw: number }[] = [];
      // The first list opens connections and threads, and warms both.
      for (let pair = 0; pair <= pairs; pair += 1) {
        const ours = await freezing.ours(pair === 0 ? Math.min(count, 60) : count);
        const raw = await freezing.raw(alone);
        log(`  letters ${count}: ${n0(ours)}/s, compiler alone ${n0(raw)}/s${pair === 0 ? ' (warming)' : ''}`);
        if (pair > 0) figures.push({ ours, raw });
      }
      const ours = median(figures.map((one) => one.ours));
      const raw = median(figures.map((one) => one.raw));
      rows.push({
        part: 'i',
        what: `A list of ${n0(count)} validated over HTTP: letters made, hashed, stored and frozen, median of ${pairs} interleaved pairs, against the compiler alone`,
        ours: `${n0(ours)} letters/s`,
        raw: `${n0(raw)}/s`,
        ratio: n2(median(figures.map((one) => one.ours / one.raw))),
        target: `≥ ${TARGET}/s`,
        met: ours >= TARGET,
      });
    }
    return rows;
  } finally {
    await alone.onModuleDestroy();
    await stand.end();
  }
}
