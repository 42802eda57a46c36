import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { api, type Answer, type Api } from '../support/api.js';
import { ANY_FIELD, type PreparedCase } from '../concurrency/prepared-cases.js';
import type { Acknowledged } from './log.js';
import type { Stack } from './stack.js';

type Operation = Acknowledged['operation'];

/** How long a client waits for an answer before it asks again, with the same key. */
const PATIENCE_MS = 8000;
const BETWEEN_ATTEMPTS_MS = 150;
/** Rest between two operations of one client. */
const REST_MS = 120;

interface Asked {
  readonly by: 'territory' | 'officer';
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
}

/** Clients that file and judge cases, each operation under a key of its own, asked again until it is answered. */
export class Load {
  private stopping = false;
  private lanes: Promise<void>[] = [];
  private turn = 0;

  constructor(
    private readonly stack: Stack,
    private readonly officerToken: string,
    private readonly cases: PreparedCase[],
    private readonly random: () => number,
  ) {}

  get casesLeft(): number {
    return this.cases.length;
  }

  start(clients: number): void {
    this.lanes = Array.from({ length: clients }, () => this.lane());
  }

  /** Lets each client finish the case that it is at. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.lanes);
  }

  private async lane(): Promise<void> {
    while (!this.stopping) {
      const one = this.cases.pop();
      if (!one) return;
      await this.live(one);
    }
  }

  /** The life of one case, from its draft to what its lot is. */
  private async live(one: PreparedCase): Promise<void> {
    let version = 1;
    const to = (path: string): string => `/api/candidacies/${one.id}/${path}`;
    const territory = (path: string, body: unknown = {}): Asked => ({
      by: 'territory',
      method: 'POST',
      path: to(path),
      body,
    });
    const officer = (path: string, body: unknown): Asked => ({ by: 'officer', method: 'POST', path: to(path), body });
    const step = async (operation: Operation, asked: Asked): Promise<Acknowledged> => {
      const told = await this.ask(one, operation, asked, version);
      version = told.version ?? version;
      return told;
    };
    const name = { [ANY_FIELD]: { value: `Friche ${one.siren}`, seen: 0 } };
    await step('save', { by: 'territory', method: 'PATCH', path: to('answers'), body: { fields: name } });
    await step('deposit', territory('deposit'));
    if (this.random() < 0.5) await step('amend', territory('deposit'));
    for (let round = Math.floor(this.random() * 3); round > 0; round -= 1) {
      const { request } = await step(
        'request',
        officer('completion-requests', { fields: [ANY_FIELD], message: 'Précisez.' }),
      );
      await step('answer', territory(`completion-requests/${request ?? ''}/answer`));
    }
    const lot = this.random();
    if (lot < 0.3) await step('withdraw', territory('withdrawal'));
    else if (lot < 0.6) await step('refuse', officer('admissibility', { admissible: false, reasons: ['Hors champ.'] }));
    else await step('admit', officer('admissibility', { admissible: true }));
  }

  private async ask(one: PreparedCase, operation: Operation, asked: Asked, version: number): Promise<Acknowledged> {
    const key = randomUUID();
    const token = asked.by === 'officer' ? this.officerToken : one.token;
    await pause(this.random() * 2 * REST_MS);
    for (;;) {
      const url = this.stack.serverUrls[this.turn++ % this.stack.serverUrls.length] ?? '';
      const answer = await attempt(api(url, token), asked, { ifMatch: version, idempotencyKey: key });
      if (answer && answer.status < 500) {
        const { version: given, receiptNumber, request, code } = answer.body as Partial<Acknowledged>;
        const told: Acknowledged = {
          at: Date.now(),
          key,
          caseId: one.id,
          recipient: one.email,
          operation,
          status: answer.status,
          version: given ?? null,
          receiptNumber: receiptNumber ?? null,
          request: request ?? null,
          code: code ?? null,
        };
        this.stack.logs.client.append(told);
        return told;
      }
      await pause(BETWEEN_ATTEMPTS_MS);
    }
  }
}

/** Null when no answer came: nobody knows whether the operation took place. */
const attempt = (
  client: Api,
  { method, path, body }: Asked,
  asking: { ifMatch: number; idempotencyKey: string },
): Promise<Answer | null> =>
  Promise.race([
    client.send(method, path, JSON.stringify(body), asking).catch(() => null),
    pause(PATIENCE_MS, null, { ref: false }),
  ]);
