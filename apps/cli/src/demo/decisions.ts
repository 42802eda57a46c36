import { formatDate } from '@rebond/kernel';
import type { ApiClient } from './client.js';
import { type Act, paris, type Stage } from './play.js';
import { drafted, type Played } from './story.js';

/** One line to propose: what is decided of a candidacy, with amounts or reasons. */
export interface Line {
  readonly played: Played;
  readonly outcome: 'select' | 'waitlist' | 'reject';
  readonly envelopeEur?: number;
  readonly personDays?: number;
  readonly reasons?: readonly string[];
  /** Day of the cut-off of the wave that a waiting-listed case is deferred to. */
  readonly nextWave?: string;
}

/** A reader of a wave's cases declares their conflicts: none. */
export async function declareNone({ waves }: Stage, wave: string, api: ApiClient): Promise<void> {
  const path = `/api/waves/${waves.get(wave) ?? ''}/recusals`;
  const { shownAt } = await api.get<{ shownAt: string }>(path);
  await api.post(path, { shownAt, noneElse: true });
}

/**
 * Before a wave's cases are shown to the Banque des Territoires, its officer declares their conflicts: none; so does the
 * programme's direction, before it proposes.
 */
export const declarationAct = (stage: Stage, wave: string): Act => ({
  at: paris(Temporal.PlainDate.from(wave).add({ days: 3 }).toString(), '09:00'),
  what: `Relève du ${wave} : aucun conflit d’intérêts déclaré`,
  run: async () => {
    await declareNone(stage, wave, (await stage.cast.officer()).api);
    await declareNone(stage, wave, stage.cast.office);
  },
});

/** Proposes a wave's decisions, by the programme's direction; gives the list's identifier. */
export async function proposeList(stage: Stage, wave: string, title: string, lines: readonly Line[]): Promise<string> {
  const proposed = await Promise.all(
    lines.map(async ({ played, outcome, reasons = [], nextWave, ...amounts }) => {
      const { id, path } = drafted(played);
      const { version } = await stage.cast.office.get<{ version: number }>(path);
      const next = nextWave === undefined ? {} : { nextWaveId: stage.waves.get(nextWave) };
      return { candidacyId: id, expectedVersion: version, outcome, reasons, ...next, ...amounts };
    }),
  );
  const { id } = await stage.cast.office.post<{ id: string }>('/api/decision-lists', {
    waveId: stage.waves.get(wave),
    title,
    lines: proposed,
  });
  return id;
}

/**
 * A wave's decisions: proposed by the programme's direction, validated two days later by the minister's office, which
 * announces them at once, to the territories and to everyone.
 */
export function decisionActs(stage: Stage, wave: string, decidedOn: string, lines: readonly Line[]): Act[] {
  let list = '';
  return [
    {
      at: paris(Temporal.PlainDate.from(decidedOn).subtract({ days: 2 }).toString(), '17:00'),
      what: `Relève du ${wave} : liste de ${String(lines.length)} décisions proposée`,
      run: async () => {
        const title = `Décisions de la relève du ${formatDate(Temporal.PlainDate.from(wave))}`;
        list = await proposeList(stage, wave, title, lines);
      },
    },
    {
      at: paris(decidedOn, '10:00'),
      what: `Relève du ${wave} : décisions validées et annoncées`,
      run: async () => {
        const { api } = await stage.cast.minister();
        await api.act(`/api/decision-lists/${list}`, 'validation', {});
        await api.act(`/api/decision-lists/${list}`, 'announcement', {});
        if (lines.some(({ outcome }) => outcome === 'select'))
          await api.post(`/api/waves/${stage.waves.get(wave) ?? ''}/announcement`, {});
      },
    },
  ];
}
