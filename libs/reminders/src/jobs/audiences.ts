import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Mail, Tx } from '@rebond/platform';
import { AUDIENCE, type DueReminder, type ReminderAudience } from '../application/audience.js';
import { REMINDER_KINDS, type ReminderKind } from '../domain/rule.js';

/** The audience of each kind, found among the worker's providers. */
@Injectable()
export class Audiences implements OnModuleInit {
  private readonly found = new Map<ReminderKind, ReminderAudience>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error that names every kind without an audience or with several; the worker does not start */
  onModuleInit(): void {
    const marked = this.discovery.getProviders().flatMap((wrapper) => {
      if (!wrapper.metatype || !wrapper.instance) return [];
      const kind = this.reflector.get<ReminderKind | undefined>(AUDIENCE, wrapper.metatype);
      return kind === undefined ? [] : [{ kind, audience: wrapper.instance as ReminderAudience }];
    });
    const byKind = Map.groupBy(marked, (one) => one.kind);
    const missing = REMINDER_KINDS.filter((kind) => !byKind.has(kind));
    const doubled = [...byKind].filter(([, all]) => all.length > 1).map(([kind]) => kind);
    if (missing.length > 0 || doubled.length > 0)
      throw new Error(`Reminders without audience: ${list(missing)}; with several: ${list(doubled)}`);
    for (const { kind, audience } of marked) this.found.set(kind, audience);
  }

  /**
   * The mails of reminders of any kinds.
   * @throws Error when a mail names a cause that is not one of the reminders
   */
  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    for (const [kind, ofKind] of Map.groupBy(due, (one) => one.kind)) {
      const composed = (await this.found.get(kind)?.compose(tx, ofKind)) ?? [];
      const ids = new Set(ofKind.map((one) => one.id));
      const stray = composed.find((mail) => !ids.has(mail.cause));
      if (stray) throw new Error(`A mail of ${kind} has the cause ${stray.cause}, not the id of its reminder`);
      mails.push(...composed);
    }
    return mails;
  }
}

const list = (kinds: readonly ReminderKind[]): string => kinds.join(', ') || 'none';
