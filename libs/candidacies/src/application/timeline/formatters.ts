import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { say } from '@rebond/kernel';
import { TIMELINE_ENTRY, type CaseEntry, type TimelineFormatter } from './timeline-entry.js';

/** The formatter of each action, found among the providers of every room. */
@Injectable()
export class TimelineFormatters implements OnModuleInit {
  private readonly found = new Map<string, TimelineFormatter>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error that names every action with several formatters; the process does not start */
  onModuleInit(): void {
    const marked = this.discovery.getProviders().flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const actions = this.reflector.get<readonly string[] | undefined>(TIMELINE_ENTRY, metatype) ?? [];
      return actions.map((action) => ({ action, formatter: instance as TimelineFormatter }));
    });
    const doubled = [...Map.groupBy(marked, (one) => one.action)].filter(([, all]) => all.length > 1);
    if (doubled.length > 0)
      throw new Error(`Timeline actions with several formatters: ${doubled.map(([action]) => action).join(', ')}`);
    for (const { action, formatter } of marked) this.found.set(action, formatter);
  }

  /** An action that no room writes in words is named as it is. */
  sentence(entry: CaseEntry): string {
    return this.found.get(entry.action)?.format(entry) ?? say`Acte enregistré au dossier (${entry.action}).`;
  }
}
