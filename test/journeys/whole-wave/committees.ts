import type { SessionView } from '../../../libs/selection/src/application/session/present.js';
import type { Person } from '../../support/decision-journey.js';
import { CASES, COMMITTEES, ok, type WaveCase, type WholeWave } from './world.js';

type Item = SessionView['items'][number];
/** A committee of the wave: six members with a vote, one who keeps the minutes. */
export interface Committee {
  readonly at: string;
  readonly cases: readonly WaveCase[];
  readonly officers: readonly Person[];
}

/** Days of the committees; the third does not reach its quorum, and sits eight days later. */
const DAYS = ['2023-03-27T10:00', '2023-03-28T10:00', '2023-03-29T10:00'];
export const SECOND = '2023-04-06T10:00';
/** Convocations leave on this day. */
export const CONVENED = '2023-03-17T09:00+01:00[Europe/Paris]';
export const paris = (day: string): string =>
  Temporal.PlainDateTime.from(day).toZonedDateTime('Europe/Paris').toString();

/** Who examines what: candidacies are dealt out one by one. */
export const committeesOf = (wave: WholeWave, cases: readonly WaveCase[]): readonly Committee[] =>
  DAYS.map((at, k) => ({
    at,
    cases: cases.filter((_, n) => n % COMMITTEES === k),
    officers: wave.reviewers.slice(k * 4, k * 4 + 4),
  }));

/** What is decided at each rank of a committee's agenda: laureates first, then the waiting list, then the others. */
export function decisionAt(rank: number, grid: readonly string[]): Readonly<Record<string, unknown>> {
  const criteria = [grid[rank % grid.length]];
  if (rank < 10) return { outcome: 'select', envelopeEur: 2_000_000, personDays: 100, criteria };
  if (rank < 12) return { outcome: 'waitlist', criteria, reason: 'Projet à mûrir.' };
  return { outcome: 'reject', criteria, reason: `Constat n° ${String(rank)} : l’exposition n’est pas établie.` };
}

/** A session as the director runs it, version after version. */
export class Sitting {
  private constructor(
    private readonly wave: WholeWave,
    public view: SessionView,
  ) {}

  static async convene(wave: WholeWave, { at, cases, officers }: Committee, more: object = {}): Promise<Sitting> {
    const { director, office } = wave;
    const view = ok<SessionView>(
      await director.post<SessionView>('/api/sessions', {
        ...{ waveId: wave.waveId, title: `Comité du ${at.slice(0, 10)}`, place: 'Salle 5' },
        startsAt: Temporal.PlainDateTime.from(at).toZonedDateTime('Europe/Paris').toInstant().toString(),
        ...{ chair: director.seat.seatId, secretary: office[2].seat.seatId },
        members: [
          ...[director, office[1], ...officers].map(({ seat }) => ({ seatId: seat.seatId })),
          { seatId: office[2].seat.seatId, hasVote: false },
        ],
        cases: cases.map(({ id }) => id),
        ...more,
      }),
      201,
    );
    return new Sitting(wave, view);
  }

  get path(): string {
    return `/api/sessions/${this.view.id}`;
  }

  private get seen(): { ifMatch: number } {
    return { ifMatch: this.view.version };
  }

  async act(name: string, body?: object, status = 200): Promise<SessionView> {
    const answer = await this.wave.director.post<SessionView>(`${this.path}/${name}`, body, this.seen);
    return (this.view = ok(answer, status));
  }

  async refusal(name: string, body?: object): Promise<string> {
    const { body: said } = await this.wave.director.post<{ code: string }>(`${this.path}/${name}`, body, this.seen);
    return said.code;
  }

  async attend(present: readonly Person[]): Promise<void> {
    const body = { present: present.map(({ seat }) => seat.seatId) };
    this.view = ok(await this.wave.director.put<SessionView>(`${this.path}/attendance`, body, this.seen));
  }

  async reread(): Promise<SessionView> {
    return (this.view = ok(await this.wave.director.get<SessionView>(this.path)));
  }

  /** Decides of every point with the voices of those who are there for it. */
  async decideAll(grid: readonly string[]): Promise<void> {
    const items = this.view.items.filter((one) => one.candidacyId !== null);
    for (const [rank, one] of items.entries()) await this.decide(one, decisionAt(rank, grid));
  }

  private async decide({ id }: Item, decision: object): Promise<void> {
    const quorum = this.view.items.find((one) => one.id === id)?.quorum;
    if (!quorum) throw new Error('no such point');
    const votes = { for: quorum.present + quorum.represented, against: 0, abstention: 0 };
    const body = { ...decision, votes };
    this.view = ok(await this.wave.director.put<SessionView>(`${this.path}/items/${id}/decision`, body, this.seen));
  }

  /** Closed, its minutes approved by two persons, and its list proposed. @returns the list's id */
  async conclude(): Promise<string> {
    await this.act('closing');
    const { director, office } = this.wave;
    for (const one of [director, office[2]]) ok(await one.post(`${this.path}/minutes/approval`, { minutes: 1 }));
    await this.reread();
    const { listId } = ok<{ listId: string }>(await director.post(`${this.path}/proposal`, undefined, this.seen), 201);
    return listId;
  }
}

/** Cases that a reviewer has a conflict with, by the reviewer's place. */
export const conflictsOf = (wave: WholeWave, n: number): readonly string[] =>
  [n * 5, n * 3 + 1].map((i) => wave.cases[i % CASES]?.id ?? '');
