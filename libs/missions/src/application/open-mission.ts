import type { Candidacy } from '@rebond/candidacies';
import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { MissionRow } from '../infrastructure/entities.js';

const IN_PROGRESS: ReadonlySet<string> = new Set(['engineering', 'funded']);

const missionOf = (tx: Tx, candidacyId: CandidacyId): Promise<MissionRow | null> =>
  tx.manager.findOneBy(MissionRow, { candidacyId });

/** The mission of a case, closed or not, as long as the case is followed. @throws RefusedError `no-mission` */
export async function requireMission(tx: Tx, candidacy: Candidacy): Promise<MissionRow> {
  const mission = await missionOf(tx, candidacy.id);
  if (mission && IN_PROGRESS.has(candidacy.state)) return mission;
  throw new RefusedError('no-mission', say`Aucune mission d'ingénierie n'est en cours pour cette candidature.`);
}

/** A mission that still reports. @throws RefusedError `no-mission`, `mission-closed` */
export async function requireOpenMission(tx: Tx, candidacy: Candidacy): Promise<MissionRow> {
  const mission = await requireMission(tx, candidacy);
  if (mission.closedAt === null) return mission;
  throw new RefusedError('mission-closed', say`Le comité de clôture a arrêté les chiffres de cette mission.`);
}
