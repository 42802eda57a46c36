import { api, type Api } from '../../support/api.js';
import { inLanes } from '../../support/lanes.js';
import { LANES, type WaveCase, type WholeWave } from './world.js';

interface Outsider {
  readonly name: string;
  readonly as: Api;
}

/** One of each role that is told nothing before the moment; the officer has no conflict and sits in no committee. */
const outsiders = (wave: WholeWave, { lead, departement, region }: WaveCase): readonly Outsider[] => {
  const authority = (place: string): Api => {
    const found = wave.authorities.get(place);
    if (!found) throw new Error(`Nobody in ${place}`);
    return found;
  };
  return [
    { name: 'chef de file', as: lead },
    { name: 'préfecture', as: authority(departement) },
    { name: 'Région', as: authority(`R${region}`) },
    { name: 'instructrice', as: wave.officer },
    { name: 'n’importe qui', as: api(wave.server.url) },
  ];
};

/** What of a refusal names the request, and nothing else. */
const plain = (body: unknown): string =>
  JSON.stringify(body, (key, value: unknown) => (key === 'instance' || key === 'traceId' ? undefined : value));

/** What every outsider is answered about some cases, and about lists and sessions. */
export async function toldOutside(
  wave: WholeWave,
  cases: readonly WaveCase[],
  hidden: { readonly lists: readonly string[]; readonly sessions: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const asked = cases.flatMap((one) =>
    outsiders(wave, one).flatMap(({ name, as }) =>
      [
        ...['', '/timeline', '/documents', '/opinions', '/reviews'].map((part) => `/api/candidacies/${one.id}${part}`),
        ...['/api/candidacies?limit=100', '/api/worklist?limit=500', '/api/sessions', '/api/decision-lists'],
        ...[`/api/waves/${wave.waveId}`, '/api/waves'],
        ...hidden.sessions.flatMap((id) => [`/api/sessions/${id}`, `/api/sessions/${id}/minutes`]),
        ...hidden.lists.flatMap((id) => [
          `/api/decision-lists/${id}`,
          `/api/decision-lists/${id}/lines/${one.id}/letter`,
          `/api/decision-lists/${id}/notifications`,
        ]),
      ].map((path) => ({ key: `${name} GET ${path}`, as, path })),
    ),
  );
  const answers = await inLanes(asked, LANES, async ({ key, as, path }) => {
    const { status, body } = await as.get<unknown>(path);
    return [key, `${String(status)} ${plain(body)}`] as const;
  });
  return new Map(answers);
}
