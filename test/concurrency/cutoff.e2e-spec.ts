import { setTimeout as pause } from 'node:timers/promises';

import { type CallHandler, type ExecutionContext, Injectable, Module, type NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import { CandidaciesModule } from '@rebond/candidacies';
import { poolOf, SystemClock } from '@rebond/platform';
import { TerritoriesModule } from '@rebond/territories';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import type { FastifyRequest } from 'fastify';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

import { HeldClock } from '../support/clock.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { startServer, type TestServer } from '../support/server.js';
import { startWorker, type TestWorker } from '../support/worker.js';
import { draftsIn, officeOf, openWave, type PreparedCase } from './prepared-cases.js';
import { seeded } from './seeded.js';
import { slowPost, type TimedAnswer } from './slow-request.js';

const SEED = 20240315;
/** Of each of the two waves. */
const DEPOSITS = 1000;
const WITHIN_MS = 5000;
/** Between the opening of the wave and its first deposit. */
const AHEAD_MS = 500;

/** The worker's clock of this suite: the machine's, as the server's and the client's. */
class MachineClock extends HeldClock {
  private readonly machine = new SystemClock();
  override now(): Temporal.Instant {
    return this.machine.now();
  }
}

/** Receipt instants as the server read them, refused deposits included, by request id. */
const receipts = new Map<string, number>();

@Injectable()
class NoteReceipts implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.receivedAt) receipts.set(request.id, request.receivedAt.epochMilliseconds);
    return next.handle();
  }
}

@Module({ providers: [{ provide: APP_INTERCEPTOR, useClass: NoteReceipts }] })
class ReceiptsModule {}

let database: TestDatabase;
let server: TestServer;
let judge: Client;
const clock = new MachineClock('2024-01-01T00:00:00Z');

const newWorker = (): Promise<TestWorker> =>
  startWorker({ database, clock, modules: [TerritoriesModule, CandidaciesModule, CandidaciesJobsModule] });

beforeAll(async () => {
  database = await testDatabase();
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  server = await startServer({ database, modules: [ReceiptsModule] });
});
afterAll(async () => {
  await judge.end();
  await server.stop();
  await database.drop();
});

/** Holds every connection of the server's pool, in a transaction, from one instant to another. */
async function blockPool(from: number, to: number): Promise<void> {
  const pool = poolOf(server.app.get<DataSource>(getDataSourceToken()));
  await pause(from - Date.now());
  const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const one of held) await one.query('begin');
  await pause(Math.max(0, to - Date.now()));
  for (const one of held) {
    await one.query('rollback');
    one.release();
  }
}

/** One of three is within 300 ms of the cut-off, one of two sends its body slowly. */
async function deposit(one: PreparedCase, cutoff: number, random: () => number): Promise<TimedAnswer> {
  const reach = random() < 1 / 3 ? 300 : WITHIN_MS;
  const start = cutoff + (random() * 2 - 1) * reach;
  const isSlow = random() < 0.5;
  const pieces = isSlow ? ['{', ' '.repeat(200), ' '.repeat(200), '}'] : ['{}'];
  const gapMs = isSlow ? random() * 300 : 0;
  await pause(Math.max(0, start - pieces.length * gapMs - Date.now()));
  return slowPost(
    new URL(`/api/candidacies/${one.id}/deposit`, server.url),
    { authorization: `Bearer ${one.token}`, 'if-match': '"v1"' },
    pieces,
    gapMs,
  );
}

describe.each([
  {
    hazard: 'the worker runs and every connection is held across the cut-off',
    number: 0,
    hasWorker: true,
    blocked: [-1000, 1500],
  },
  {
    hazard: 'the worker is stopped and every connection is held before the cut-off',
    number: 1,
    hasWorker: false,
    blocked: [-2500, -500],
  },
] as const)(`deposits within ${WITHIN_MS / 1000} s of the cut-off (seed ${SEED}): $hazard`, (scene) => {
  let cutoff: number;
  let played: { one: PreparedCase; answer: TimedAnswer }[];
  let stored: Map<string, number>;
  let waveId: string;

  beforeAll(async () => {
    const worker = scene.hasWorker ? await newWorker() : null;
    const office = await officeOf(database, server.url);
    const opening = (name: string, at: number): ReturnType<typeof openWave> =>
      openWave(office, {
        name,
        opensAt: new Date(at - 86_400_000).toISOString(),
        cutoffAt: new Date(at).toISOString(),
      });
    // However long the drafts take to prepare, their wave closes a few seconds later.
    const preparation = await opening(`Préparation ${scene.number}`, Date.now() + 3_600_000);
    const cases = await draftsIn(database, preparation, DEPOSITS, scene.number * DEPOSITS);
    cutoff = Date.now() + AHEAD_MS + WITHIN_MS + 137;
    const wave = await opening(scene.hazard, cutoff);
    waveId = wave.id;
    await judge.query('update candidacies.candidacy set wave_id = $1 where wave_id = $2', [waveId, preparation.id]);
    const random = seeded(SEED + scene.number);
    const [from, to] = scene.blocked;
    const blocking = blockPool(cutoff + from, cutoff + to);
    played = await Promise.all(cases.map(async (one) => ({ one, answer: await deposit(one, cutoff, random) })));
    await blocking;
    await worker?.settled(30_000);
    await worker?.stop();
    const { rows } = await judge.query<{ id: string; at: Date }>(
      `select d.candidacy_id as id, d.received_at as at
         from candidacies.deposit d join candidacies.candidacy c on c.id = d.candidacy_id where c.wave_id = $1`,
      [wave.id],
    );
    stored = new Map(rows.map((row) => [row.id, row.at.getTime()]));
  }, 60_000);

  const isAccepted = ({ answer }: (typeof played)[number]): boolean => answer.status === 201;
  const isRefused = ({ answer }: (typeof played)[number]): boolean =>
    answer.status === 422 && answer.body.code === 'receivedBeforeCutoff';

  it('accepts or refuses for the cut-off, and nothing else', () => {
    const odd = played.filter((one) => !isAccepted(one) && !isRefused(one));
    expect(odd.map(({ answer }) => [answer.status, answer.body.code])).toEqual([]);
    expect(played).toHaveLength(DEPOSITS);
  });

  it('refuses what was sent whole at the cut-off or later', () => {
    const late = played.filter(({ answer }) => answer.sentAt >= cutoff);
    expect(late.length).toBeGreaterThan(DEPOSITS / 10);
    expect(late.filter((one) => !isRefused(one))).toEqual([]);
  });

  it('accepts what was answered before the cut-off', () => {
    const early = played.filter(({ answer }) => answer.answeredAt < cutoff);
    expect(early.length).toBeGreaterThan(DEPOSITS / 100);
    expect(early.filter((one) => !isAccepted(one))).toEqual([]);
  });

  it('answers what straddles the cut-off as its receipt instant says', () => {
    const straddling = played.filter(({ answer }) => answer.sentAt < cutoff && answer.answeredAt >= cutoff);
    expect(straddling.length).toBeGreaterThan(0);
    for (const { answer } of played) {
      const received = receipts.get(answer.requestId) ?? NaN;
      expect(received).toBeGreaterThanOrEqual(answer.sentAt);
      expect(received).toBeLessThanOrEqual(answer.answeredAt);
      expect(answer.status).toBe(received < cutoff ? 201 : 422);
    }
  });

  it('stores the receipt instant of each deposit accepted, and no other', () => {
    const told = played.filter(isAccepted).map(({ one, answer }) => [one.id, Date.parse(answer.body.receivedAt ?? '')]);
    expect(new Map(told as [string, number][])).toEqual(stored);
    for (const { one, answer } of played.filter(isAccepted))
      expect(stored.get(one.id)).toBe(receipts.get(answer.requestId));
  });

  it('sends a receipt for each, whenever the worker comes back', async () => {
    const worker = scene.hasWorker ? null : await newWorker();
    await worker?.settled(60_000);
    await worker?.stop();
    const { rows } = await judge.query<{ id: string }>(
      `select m.candidacy_id as id from platform.mail m join candidacies.candidacy c on c.id = m.candidacy_id
        where c.wave_id = $1 and m.kind = 'candidacy.deposited' and m.sent_at is not null`,
      [waveId],
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([...stored.keys()].sort());
  }, 90_000);
});
