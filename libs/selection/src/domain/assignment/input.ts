import { RefusedError, type Fault, say } from '@rebond/kernel';
import { z } from 'zod';
import { at, type Pair, type Problem } from './problem.js';

const id = z.union([z.string().min(1).max(200), z.int()]);
type Id = z.output<typeof id>;
const load = z.int().min(0).max(100_000);
const pair = z.tuple([id, id]);
const triple = z.tuple([id, id, z.number()]);

/** A problem as it comes from outside: identifiers are the caller's own. */
export const problemInput = z.strictObject({
  reviewers: z.array(z.strictObject({ id, maxLoad: load, minLoad: load.default(0) })).max(10_000),
  candidacies: z.array(z.strictObject({ id, reviewers: z.int().min(1).max(1_000) })).max(10_000),
  /** Triples (reviewer, candidacy, score), or a matrix with a row for each reviewer; an absent pair is 0. */
  affinity: z.union([z.array(triple), z.array(z.array(z.number()))]).default([]),
  conflicts: z.array(pair).default([]),
  /** Pairs to keep. */
  locks: z.array(pair).default([]),
  /** Breaks ties; the same seed gives the same assignment. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0),
});
type ProblemInput = z.output<typeof problemInput>;

/** A problem and the identifiers that its places stand for. */
export interface NamedProblem {
  readonly problem: Problem;
  readonly seed: number;
  readonly reviewerIds: readonly Id[];
  readonly candidacyIds: readonly Id[];
}

/** @throws RefusedError `bad-problem` with every fault, each at its place in the file */
export function readProblem(json: unknown): NamedProblem {
  const parsed = problemInput.safeParse(json);
  if (!parsed.success)
    throw badProblem(
      parsed.error.issues.map(({ path, code, message }) => fault(`/${path.map(String).join('/')}`, code, message)),
    );
  return new Reading(parsed.data).named();
}

const fault = (pointer: string, code: string, detail: string): Fault => ({ pointer, code, detail });
const badProblem = (faults: readonly Fault[]): RefusedError =>
  new RefusedError('bad-problem', say`Ce problème d’affectation est fautif.`, faults);

/** Gathers what the parts of an input say of each other. */
class Reading {
  private readonly faults: Fault[] = [];
  private readonly reviewers: ReadonlyMap<Id, number>;
  private readonly candidacies: ReadonlyMap<Id, number>;

  constructor(private readonly input: ProblemInput) {
    this.reviewers = this.placesOf('reviewers', input.reviewers);
    this.candidacies = this.placesOf('candidacies', input.candidacies);
  }

  named(): NamedProblem {
    const { reviewers, candidacies, conflicts, locks, seed } = this.input;
    for (const [i, { minLoad, maxLoad }] of reviewers.entries())
      if (minLoad > maxLoad)
        this.say(
          `/reviewers/${i}/minLoad`,
          'min-above-max',
          say`La charge minimale (${minLoad}) dépasse la charge maximale (${maxLoad}).`,
        );
    const size = reviewers.length * candidacies.length;
    const problem: Problem = {
      reviewers,
      candidacies,
      affinity: new Float64Array(size),
      barred: new Uint8Array(size),
      locked: this.pairs('locks', locks),
    };
    this.readAffinity(problem);
    for (const [r, c] of this.pairs('conflicts', conflicts)) problem.barred[at(problem, r, c)] = 1;
    this.checkLocks(problem);
    if (this.faults.length > 0) throw badProblem(this.faults);
    return {
      problem,
      seed,
      reviewerIds: reviewers.map((one) => one.id),
      candidacyIds: candidacies.map((one) => one.id),
    };
  }

  private say(pointer: string, code: string, detail: string): void {
    this.faults.push(fault(pointer, code, detail));
  }

  private placesOf(part: string, items: readonly { readonly id: Id }[]): ReadonlyMap<Id, number> {
    const places = new Map<Id, number>();
    for (const [i, item] of items.entries()) {
      if (places.has(item.id))
        this.say(`/${part}/${i}/id`, 'repeated', say`L’identifiant « ${item.id} » est donné deux fois.`);
      else places.set(item.id, i);
    }
    return places;
  }

  private pair(pointer: string, [reviewer, candidacy]: readonly [Id, Id, ...unknown[]]): Pair | null {
    const r = this.reviewers.get(reviewer);
    const c = this.candidacies.get(candidacy);
    if (r === undefined) this.say(`${pointer}/0`, 'unknown-reviewer', say`Aucun relecteur « ${reviewer} ».`);
    if (c === undefined) this.say(`${pointer}/1`, 'unknown-candidacy', say`Aucune candidature « ${candidacy} ».`);
    return r === undefined || c === undefined ? null : [r, c];
  }

  private pairs(part: string, listed: readonly (readonly [Id, Id])[]): readonly Pair[] {
    return listed.flatMap((one, i) => {
      const found = this.pair(`/${part}/${i}`, one);
      return found === null ? [] : [found];
    });
  }

  private readAffinity(problem: Problem): void {
    const { affinity, reviewers, candidacies } = this.input;
    // Numbers alone are a matrix when they have its shape: triples of numbers name identifiers that are numbers.
    const isMatrix =
      affinity.length === reviewers.length &&
      affinity.every((row) => row.length === candidacies.length && row.every((one) => typeof one === 'number'));
    if (isMatrix) {
      problem.affinity.set(affinity.flat() as readonly number[]);
      return;
    }
    const seen = new Set<number>();
    for (const [i, row] of affinity.entries()) {
      const parsed = triple.safeParse(row);
      if (!parsed.success) {
        this.say(
          `/affinity/${i}`,
          'bad-affinity',
          say`Ni un triplet, ni une ligne d’une matrice de ${reviewers.length} × ${candidacies.length}.`,
        );
        continue;
      }
      const found = this.pair(`/affinity/${i}`, parsed.data);
      if (found === null) continue;
      const place = at(problem, ...found);
      if (seen.has(place)) this.say(`/affinity/${i}`, 'repeated', say`Cette paire a déjà une affinité.`);
      seen.add(place);
      problem.affinity[place] = parsed.data[2];
    }
  }

  private checkLocks(problem: Problem): void {
    const { locked, barred, reviewers, candidacies } = problem;
    const loads = new Map<number, number>();
    const served = new Map<number, number>();
    const seen = new Set<number>();
    for (const [i, [r, c]] of locked.entries()) {
      const place = at(problem, r, c);
      const load = (loads.get(r) ?? 0) + 1;
      const serving = (served.get(c) ?? 0) + 1;
      loads.set(r, load);
      served.set(c, serving);
      if (seen.has(place)) this.say(`/locks/${i}`, 'repeated', say`Cette paire est verrouillée deux fois.`);
      if (barred[place]) this.say(`/locks/${i}`, 'lock-in-conflict', say`Cette paire est verrouillée et en conflit.`);
      if (load > (reviewers[r]?.maxLoad ?? 0))
        this.say(`/locks/${i}`, 'locks-above-load', say`Les verrous dépassent la charge maximale du relecteur.`);
      if (serving > (candidacies[c]?.reviewers ?? 0))
        this.say(`/locks/${i}`, 'locks-above-demand', say`Les verrous dépassent le nombre de relecteurs demandés.`);
      seen.add(place);
    }
  }
}
