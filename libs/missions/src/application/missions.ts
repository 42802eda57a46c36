import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { Directory } from '@rebond/identity';
import { canonicalJson, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { sha256, statement, type Tx } from '@rebond/platform';
import { Reminders } from '@rebond/reminders';
import type { MissionFigures } from '../domain/figures.js';
import { MissionRow, ProjectRef, RouteRow } from '../infrastructure/entities.js';
import { readFigures } from '../infrastructure/figures-rows.js';
import { requireOpenMission } from './open-mission.js';
import { figuresView, type FiguresView } from './read/figures-view.js';
import { readRouted, type ProjectView } from './read/projects.js';

const FREEZE = statement(
  'mission_freeze',
  `insert into missions.frozen_figures (id, candidacy_id, taken_at, reason, figures, digest)
   values ($1, $2, $3, $4, $5, $6)`,
);

export interface FrozenFigures {
  readonly id: string;
  readonly figures: FiguresView;
  /** SHA-256 of their canonical JSON, in hexadecimal. */
  readonly digest: string;
}

export interface RoutedProject {
  readonly id: string;
  readonly reference: string;
  readonly schemes: readonly string[];
}

/** What the other rooms ask of missions. Methods that write want the case locked first. */
@Injectable()
export class Missions {
  constructor(
    private readonly cases: Cases,
    private readonly directory: Directory,
    private readonly reminders: Reminders,
  ) {}

  /** Figures of a case's mission; null when none was engaged, or when it is hidden. */
  async figures(tx: Tx, candidacyId: CandidacyId): Promise<MissionFigures | null> {
    return (await readFigures(tx, [candidacyId])).get(candidacyId) ?? null;
  }

  /** Figures of several cases in one statement; a case without a mission is left out. */
  figuresOf(tx: Tx, candidacyIds: readonly CandidacyId[]): Promise<Map<CandidacyId, MissionFigures>> {
    return readFigures(tx, candidacyIds);
  }

  /** A project by its reference, with the schemes it is routed to; null when the mission has none of that name. */
  async project(tx: Tx, candidacyId: CandidacyId, reference: string): Promise<RoutedProject | null> {
    const found = await tx.manager.findOneBy(ProjectRef, { candidacyId, reference });
    if (!found) return null;
    const routes = await tx.manager.findBy(RouteRow, { candidacyId, projectId: found.id });
    return { id: found.id, reference, schemes: routes.map((route) => route.scheme).sort() };
  }

  /** Projects routed to a scheme, by reference. */
  projectsRoutedTo(tx: Tx, candidacyId: CandidacyId, scheme: string): Promise<readonly ProjectView[]> {
    return readRouted(tx, candidacyId, scheme);
  }

  /**
   * Keeps the figures of this instant, with their digest, for a committee.
   * @param reason what they are kept for, in a few words
   * @throws RefusedError `no-mission`
   */
  async freezeFigures(tx: Tx, candidacyId: CandidacyId, reason: string): Promise<FrozenFigures> {
    const found = await this.figures(tx, candidacyId);
    if (!found) throw new RefusedError('no-mission', say`Aucune mission d'ingénierie n'est engagée.`);
    const figures = figuresView(found);
    const text = canonicalJson(figures);
    const digest = sha256(text).toString('hex');
    const id = randomUUIDv7() as string;
    await tx.query(FREEZE, [id, candidacyId, tx.at.toString(), reason, text, digest]);
    const { firms: _firms, ...facts } = figures;
    await this.cases.record(
      tx,
      candidacyId,
      [
        {
          action: 'mission.figures-frozen',
          audience: 'everyone',
          facts: { frozen: id, digest, figures: facts },
          personal: { reason },
        },
      ],
      [{ kind: 'mission.figures-frozen', payload: { candidacy: candidacyId, frozen: id } }],
    );
    return { id, figures, digest };
  }

  /**
   * The closing committee was held: the mission reports no more, its firms lose their access, the report is awaited no
   * longer. From then on an award agreement may bring the case into the investment phase.
   * @throws RefusedError `no-mission`, `mission-closed`
   */
  async endMission(tx: Tx, candidacyId: CandidacyId): Promise<void> {
    await requireOpenMission(tx, await this.cases.read(tx, candidacyId));
    await tx.manager.update(MissionRow, { candidacyId }, { closedAt: tx.at });
    await this.directory.endAccess(tx, candidacyId, ['mission']);
    await this.reminders.cancel(tx, candidacyId, ['mission-report-due']);
    await this.cases.record(tx, candidacyId, [{ action: 'mission.ended', audience: 'everyone', facts: {} }]);
  }
}
