import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { dateIn, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { routeWarning } from '../../domain/routes.js';
import { ProjectRef, RouteRow } from '../../infrastructure/entities.js';
import { requireMission } from '../open-mission.js';

export const routeProjectsInput = z.strictObject({
  routes: z
    .array(
      z.strictObject({
        /** Reference of the project in its import. */
        projectRef: z.string().min(1).max(100),
        /** `france2030`, `region`, `ademe`, `envelope`, or the name of another scheme. */
        scheme: z.string().trim().min(1).max(100),
      }),
    )
    .min(1)
    .max(2000),
  /** Day of the decision; today without it. */
  decidedOn: z.iso.date().optional(),
});
export type RouteProjectsInput = z.output<typeof routeProjectsInput>;

// Types, so that they are JSON.
export type RouteResult = {
  readonly projectRef: string;
  readonly scheme: string;
  readonly result: 'routed' | 'already-routed';
  readonly warning: string | null;
};
export type RoutedProjects = { readonly routed: number; readonly results: readonly RouteResult[] };

/** Routes projects to funding schemes, many at once: all or none. */
@Injectable()
export class RouteProjects {
  constructor(private readonly cases: Cases) {}

  /** @throws RefusedError `unknown-project` with every unknown reference, `no-mission` */
  async route(tx: Tx, id: CandidacyId, { routes, decidedOn }: RouteProjectsInput): Promise<RoutedProjects> {
    await requireMission(tx, await this.cases.lockOne(tx, id));
    const references = [...new Set(routes.map((one) => one.projectRef))];
    const projects = await tx.manager.findBy(ProjectRef, { candidacyId: id, reference: In(references) });
    const byReference = new Map(projects.map((project) => [project.reference, project.id]));
    const faults = routes.flatMap(({ projectRef }, i) =>
      byReference.has(projectRef)
        ? []
        : [
            {
              pointer: `/routes/${i}/projectRef`,
              code: 'unknown-project',
              detail: say`« ${projectRef} » est inconnu.`,
            },
          ],
    );
    if (faults.length > 0)
      throw new RefusedError('unknown-project', say`Des projets à orienter n'existent pas dans cette mission.`, faults);

    const existing = await tx.manager.findBy(RouteRow, { candidacyId: id, projectId: In([...byReference.values()]) });
    const schemes = new Map<string, Set<string>>();
    const schemesOf = (projectId: string): Set<string> => {
      const known = schemes.get(projectId) ?? new Set();
      schemes.set(projectId, known);
      return known;
    };
    for (const route of existing) schemesOf(route.projectId).add(route.scheme);
    const added: Pick<RouteRow, 'projectId' | 'scheme'>[] = [];
    const outcomes = routes.map(({ projectRef, scheme }): Omit<RouteResult, 'warning'> => {
      const projectId = byReference.get(projectRef) ?? '';
      const known = schemesOf(projectId);
      if (known.has(scheme)) return { projectRef, scheme, result: 'already-routed' };
      known.add(scheme);
      added.push({ projectId, scheme });
      return { projectRef, scheme, result: 'routed' };
    });
    const results = outcomes.map((one) => ({
      ...one,
      warning: routeWarning(one.scheme, [...schemesOf(byReference.get(one.projectRef) ?? '')]),
    }));
    await this.store(tx, id, added, decidedOn ?? dateIn(tx.at).toString());
    return { routed: added.length, results };
  }

  private async store(
    tx: Tx,
    candidacyId: CandidacyId,
    added: readonly Pick<RouteRow, 'projectId' | 'scheme'>[],
    decidedOn: string,
  ): Promise<void> {
    if (added.length === 0) return;
    const act = { candidacyId, decidedOn, recordedAt: tx.at, recordedBy: tx.actor.seatId };
    await tx.manager.insert(
      RouteRow,
      added.map((route) => ({ ...route, ...act })),
    );
    const schemes: Record<string, number> = {};
    for (const { scheme } of added) schemes[scheme] = (schemes[scheme] ?? 0) + 1;
    await this.cases.record(tx, candidacyId, [
      {
        action: 'mission.projects-routed',
        audience: 'everyone',
        facts: { routed: added.length, decidedOn, schemes, projects: added.map((route) => route.projectId) },
      },
    ]);
  }
}
