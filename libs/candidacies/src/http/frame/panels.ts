import { Injectable, type OnApplicationBootstrap, SetMetadata } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type Action, type Role, scopeOf } from '@rebond/identity';
import type { CaseState } from '../../domain/machine.js';

const PANEL = 'rebond:case-panel';

/** A part of a case's pages, brought by the room that owns it. */
export interface CasePanelSpec {
  /** Last part of its address, `/candidatures/<id>/<key>`; empty for the case's own first page. */
  readonly key: string;
  /** French, as the tab shows it, in the language of the page. */
  readonly label: () => string;
  /** Place among the tabs, ascending. */
  readonly order: number;
  /** Shown to whom may do this. */
  readonly action: Action;
  /** States in which the case has it; every state when absent. */
  readonly states?: readonly CaseState[];
  /** Goes under « Plus » where a case has many tabs. */
  readonly isRare?: boolean;
  /** Roles that it serves, where the action alone says too little. */
  readonly roles?: readonly Role[];
}

/** Declares the controller's pages as a tab of every case: a higher room shows itself without being imported. */
export const CasePanel = (spec: CasePanelSpec): ClassDecorator => SetMetadata(PANEL, spec);

/** The tabs of a case, found at start-up. */
@Injectable()
export class CasePanels implements OnApplicationBootstrap {
  private panels: readonly CasePanelSpec[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error when two rooms declare the same panel: the process doesn't start */
  onApplicationBootstrap(): void {
    const found = this.discovery
      .getControllers()
      .flatMap(({ metatype }) =>
        typeof metatype === 'function' ? [this.reflector.get<CasePanelSpec | undefined>(PANEL, metatype)] : [],
      )
      .filter((one) => one !== undefined);
    const keys = found.map(({ key }) => key);
    const doubled = keys.find((key, i) => keys.indexOf(key) !== i);
    if (doubled !== undefined) throw new Error(`Two case panels are called « ${doubled} »`);
    this.panels = found.toSorted((a, b) => a.order - b.order);
  }

  of(role: Role, state: CaseState): readonly CasePanelSpec[] {
    return this.panels.filter(
      ({ action, states, roles }) =>
        scopeOf(role, action) !== null &&
        (states === undefined || states.includes(state)) &&
        (roles === undefined || roles.includes(role)),
    );
  }
}
