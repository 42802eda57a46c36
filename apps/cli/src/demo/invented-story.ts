import { type Act, fillDraft, openDraft, paris, type Stage } from './play.js';
import type { Line } from './decisions.js';
import { examinationStory } from './examination-story.js';
import { INVENTED, type InventedKey } from './invented-territories.js';
import { admit, depositStory, drafted, type Played } from './story.js';

/** Acts and decision lines, by the wave that decides them. */
export interface InventedPlay {
  readonly acts: readonly Act[];
  readonly lines: ReadonlyMap<string, readonly Line[]>;
  readonly candidacies: readonly Played[];
}

const REASONS = ['Le dossier décrit peu de projets industriels identifiés.', 'Motif inventé pour la démonstration.'];

/** What the published cases do not show: refusals, deferral, withdrawal, silence, lateness. All of it is invented. */
export function inventedPlay(stage: Stage): InventedPlay {
  const played = Object.fromEntries(Object.keys(INVENTED).map((key) => [key, { draft: null }])) as unknown as Record<
    InventedKey,
    Played
  >;
  const deposited = (key: InventedKey, wave: string): Act[] => depositStory(stage, INVENTED[key], wave, played[key]);
  const admitted = (key: InventedKey, on: string): Act => ({
    at: paris(on, '11:30'),
    what: `${INVENTED[key].name} : recevable`,
    run: () => admit(stage, drafted(played[key])),
  });
  const again: Played = { draft: null };
  const acts: Act[] = [
    ...deposited('silent', '2022-10-01'),
    admitted('silent', '2022-10-20'),
    ...deposited('rejected', '2023-02-01'),
    admitted('rejected', '2023-02-20'),
    ...deposited('deferred', '2023-02-01'),
    admitted('deferred', '2023-02-20'),
    ...deposited('withdrawn', '2023-02-01'),
    {
      at: paris('2023-02-24', '15:00'),
      what: `${INVENTED.withdrawn.name} : retrait`,
      run: async () => {
        const { member, path } = drafted(played.withdrawn);
        await member.api.act(path, 'withdrawal', { reason: 'Le conseil communautaire a changé de priorité.' });
      },
    },
    ...draftsThatMissTheCutoff(stage, played),
    {
      at: paris('2023-04-17', '10:00'),
      what: `${INVENTED.deferred.name} : nouveau dépôt préparé avec les réponses de février`,
      run: async () => {
        const first = drafted(played.deferred);
        const { id } = await first.member.api.post<{ id: string }>(`${first.path}/redeposit`, {
          waveId: stage.waves.get('2023-06-01'),
        });
        again.draft = { id, path: `/api/candidacies/${id}`, member: first.member };
        await first.member.api.act(first.path, 'withdrawal', {
          reason: 'Nouvelle candidature dans la relève suivante.',
        });
      },
    },
    {
      at: paris('2023-05-30', '18:05'),
      what: `${INVENTED.deferred.name} : nouveau dépôt`,
      run: async () => {
        const draft = drafted(again);
        await fillDraft(stage, draft, INVENTED.deferred);
        await draft.member.api.act(draft.path, 'deposit', {});
      },
    },
    {
      at: paris('2023-06-20', '11:30'),
      what: `${INVENTED.deferred.name} : recevable`,
      run: () => admit(stage, drafted(again)),
    },
    ...deposited('inadmissible', '2023-06-01'),
    {
      at: paris('2023-06-21', '11:30'),
      what: `${INVENTED.inadmissible.name} : irrecevable`,
      run: async () => {
        const { api } = await stage.cast.officer();
        const reasons = ['Le périmètre n’est pas exposé aux mutations des filières de transport (motif inventé).'];
        await api.act(drafted(played.inadmissible).path, 'admissibility', { admissible: false, reasons });
      },
    },
    ...deposited('abandoned', '2023-06-01'),
    admitted('abandoned', '2023-06-22'),
    {
      at: paris('2023-12-04', '09:00'),
      what: `${INVENTED.abandoned.name} : abandon après sélection`,
      run: async () => {
        const { member, path } = drafted(played.abandoned);
        await member.api.act(path, 'abandonment', { reason: 'Le territoire renonce (inventé).' });
      },
    },
    ...lastWave(stage, played, deposited, admitted),
  ];
  return {
    acts,
    candidacies: [...Object.values(played), again],
    lines: new Map<string, readonly Line[]>([
      [
        '2023-02-01',
        [
          { played: played.rejected, outcome: 'reject', reasons: REASONS },
          {
            played: played.deferred,
            outcome: 'waitlist',
            nextWave: '2023-06-01',
            reasons: ['Dossier à mûrir (inventé).'],
          },
        ],
      ],
      [
        '2023-06-01',
        [
          { played: again, outcome: 'select', envelopeEur: 1_500_000 },
          { played: played.abandoned, outcome: 'select', envelopeEur: 1_500_000 },
        ],
      ],
      [
        '2025-06-01',
        [
          {
            played: played.waiting,
            outcome: 'waitlist',
            nextWave: '2025-10-01',
            reasons: ['Crédits de la relève épuisés (inventé).'],
          },
        ],
      ],
    ]),
  };
}

/** One draft is never deposited; another is sent two minutes late, and refused. */
function draftsThatMissTheCutoff(stage: Stage, played: Record<InventedKey, Played>): Act[] {
  const opened = (key: 'expired' | 'late', on: string): Act => ({
    at: paris(on, '10:00'),
    what: `${INVENTED[key].name} : brouillon`,
    run: async () => {
      played[key].draft = await openDraft(stage, INVENTED[key], '2023-02-01');
      if (key === 'late') await fillDraft(stage, drafted(played.late), INVENTED.late);
    },
  });
  return [
    opened('expired', '2023-01-12'),
    opened('late', '2023-01-16'),
    {
      at: paris('2023-02-01', '12:02'),
      what: `${INVENTED.late.name} : dépôt refusé, deux minutes après la clôture`,
      run: async () => {
        const { member, path } = drafted(played.late);
        const { version } = await member.api.get<{ version: number }>(path);
        const code = await member.api.refusal(`${path}/deposit`, {}, version);
        if (code !== 'illegal-event' && code !== 'receivedBeforeCutoff')
          throw new Error(`Un dépôt tardif a reçu ${String(code)}`);
      },
    },
  ];
}

/** The wave that is under examination when the demo ends. */
function lastWave(
  stage: Stage,
  played: Record<InventedKey, Played>,
  deposited: (key: InventedKey, wave: string) => Act[],
  admitted: (key: InventedKey, on: string) => Act,
): Act[] {
  return [
    ...deposited('waiting', '2025-06-01'),
    admitted('waiting', '2025-06-10'),
    ...deposited('reviewed', '2025-06-01'),
    admitted('reviewed', '2025-06-11'),
    ...deposited('embargoed', '2025-06-01'),
    admitted('embargoed', '2025-06-12'),
    ...examinationStory(stage, played),
    ...deposited('incomplete', '2025-06-01'),
    {
      at: paris('2025-06-16', '14:00'),
      what: `${INVENTED.incomplete.name} : compléments demandés`,
      run: async () => {
        const { api } = await stage.cast.officer();
        const [section] = stage.definition.sections;
        const field = section?.fields[0]?.key;
        await api.act(drafted(played.incomplete).path, 'completion-requests', {
          fields: [field],
          message: 'Précisez ce point (demande inventée).',
          days: 30,
        });
      },
    },
    {
      at: paris('2025-06-25', '10:00'),
      what: `${INVENTED.open.name} : brouillon complet, à déposer par qui visite la démonstration`,
      run: async () => {
        const draft = await openDraft(stage, INVENTED.open, '2025-10-01');
        played.open.draft = draft;
        await fillDraft(stage, draft, INVENTED.open);
        await stage.cast.colleague(draft.member, 'Chargé de mission industrie');
        await stage.cast.auditor();
      },
    },
  ];
}
