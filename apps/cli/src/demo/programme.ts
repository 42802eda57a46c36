import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition, proposeWaves } from '@rebond/calls';
import { addInventedTerritories } from './invented-territories.js';
import { bootstrap, Cast } from './cast.js';
import { decisionActs, declarationAct, type Line } from './decisions.js';
import { inventedPlay } from './invented-story.js';
import { type Act, paris, play, type Stage, type Territory } from './play.js';
import { PUBLISHED, type PublishedCase } from './published.js';
import { reportOf, type DemoReport } from './report.js';
import { Simulation } from './simulation.js';
import type { Stack } from './stack.js';
import { admit, depositStory, drafted, investmentStory, missionStory, type Played, providePieces } from './story.js';

const FILE = 'calls/rebond-industriel.yaml';
/** When each wave was decided: the first is published, the others lie between published dates. */
const DECIDED: readonly (readonly [wave: string, on: string])[] = [
  ['2022-10-01', '2022-11-14'],
  ['2023-02-01', '2023-03-24'],
  ['2023-06-01', '2023-10-09'],
  ['2023-10-01', '2024-01-29'],
  ['2025-06-01', '2025-06-27'],
];
const LAST_DAY = '2025-07-01';

/** Opens the waves that the rhythm proposes: 1 October, 1 February, 1 June, noon in Paris. */
async function openWaves(cast: Cast, stage: { definition: Stage['definition'] }): Promise<Map<string, string>> {
  const waves = new Map<string, string>();
  const proposed = proposeWaves(stage.definition.waves, Temporal.PlainDate.from('2022-08-01'), 10);
  for (const [i, wave] of proposed.entries()) {
    const opensAt = proposed[i - 1]?.cutoffAt ?? paris('2022-08-01', '09:30');
    const { id } = await cast.office.post<{ id: string }>('/api/waves', {
      call: stage.definition.slug,
      name: wave.name,
      opensAt: opensAt.toString(),
      cutoffAt: wave.cutoffAt.toString(),
    });
    waves.set(wave.date.toString(), id);
  }
  return waves;
}

function publishedActs(stage: Stage, published: PublishedCase, territory: Territory, played: Played): Act[] {
  const { wave } = published;
  const afterCutoff = (days: number): string => Temporal.PlainDate.from(wave).add({ days }).toString();
  return [
    ...depositStory(stage, territory, wave, played),
    {
      at: paris(afterCutoff(19), '11:00'),
      what: `${territory.name} : recevable`,
      run: () => admit(stage, drafted(played)),
    },
    {
      at: paris(afterCutoff(26), '16:00'),
      what: `${territory.name} : pièces promises remises`,
      run: () => providePieces(drafted(played)),
    },
    ...missionStory(stage, published, territory.name, played),
    ...investmentStory(stage, published, territory.name, played),
  ];
}

/** Plays the programme from its first wave to closure, through the API, and reports what the product then holds. */
export async function playProgramme(stack: Stack, tell: (line: string) => void): Promise<DemoReport> {
  const simulation = await Simulation.open(stack.ownerUrl);
  try {
    const office = await bootstrap(stack, simulation.now);
    await addInventedTerritories(stack.ownerUrl);
    tell('Carte de France et direction du programme : en place');
    const cast = new Cast(stack.url, office);
    const source = readFileSync(join(__dirname, '../../../../..', FILE), 'utf8');
    const definition = loadDefinition(source, FILE);
    await office.post('/api/calls', { source, file: FILE });
    const stage: Stage = { cast, definition, waves: await openWaves(cast, { definition }) };
    const lines = new Map<string, Line[]>(DECIDED.map(([wave]) => [wave, []]));
    const acts: Act[] = [];
    const reported: { played: Played; published: PublishedCase | null }[] = [];
    for (const published of PUBLISHED) {
      const played: Played = { draft: null };
      const { name } = await office.get<{ name: string }>(`/api/territories/${published.lead}`);
      const territory: Territory = { ...published, name };
      acts.push(...publishedActs(stage, published, territory, played));
      const envelopeEur = Object.values(published.envelopeEur ?? {}).reduce((sum, one) => sum + one, 0);
      lines.get(published.wave)?.push({
        played,
        outcome: 'select',
        ...(envelopeEur > 0 ? { envelopeEur } : {}),
        ...(published.personDays === undefined ? {} : { personDays: published.personDays }),
      });
      reported.push({ played, published });
    }
    const invented = inventedPlay(stage);
    acts.push(...invented.acts);
    for (const [wave, more] of invented.lines) lines.get(wave)?.push(...more);
    for (const [wave, on] of DECIDED)
      acts.push(declarationAct(stage, wave), ...decisionActs(stage, wave, on, lines.get(wave) ?? []));
    acts.push({ at: paris(LAST_DAY, '09:00'), what: 'Fin de la démonstration', run: () => Promise.resolve() });
    await play(acts, simulation, tell);
    const seen = [...reported, ...invented.candidacies.map((played) => ({ played, published: null }))];
    return await reportOf(
      stack,
      stage.waves,
      seen.map(({ played, published }) => ({ path: drafted(played).path, api: drafted(played).member.api, published })),
    );
  } finally {
    await simulation.close();
  }
}
