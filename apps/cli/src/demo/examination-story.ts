import type { InventedKey } from './invented-territories.js';
import { declareNone, proposeList } from './decisions.js';
import { type Act, paris, type Stage } from './play.js';
import { drafted, type Played } from './story.js';

const WAVE = '2025-06-01';

interface Asked {
  readonly id: string;
  readonly candidacyId: string;
  readonly version: number;
}

/** What is under way when the demo ends: reviews to give, and a list frozen until its announcement. All invented. */
export function examinationStory(stage: Stage, played: Record<InventedKey, Played>): Act[] {
  return [
    {
      at: paris('2025-06-27', '14:00'),
      what: `Relève du ${WAVE} : relectures confiées`,
      run: () => assignReviews(stage),
    },
    {
      at: paris('2025-06-27', '16:00'),
      what: `Relève du ${WAVE} : une relecture remise, une autre commencée`,
      run: () => writeReviews(stage, played),
    },
    {
      at: paris('2025-06-30', '17:00'),
      what: `Relève du ${WAVE} : liste validée, sous embargo jusqu’à son annonce`,
      run: () => freezeUnderEmbargo(stage, played),
    },
  ];
}

async function assignReviews(stage: Stage): Promise<void> {
  const [officer, second] = await Promise.all([stage.cast.officer(), stage.cast.secondReviewer()]);
  await declareNone(stage, WAVE, second.api);
  const wave = `/api/waves/${stage.waves.get(WAVE) ?? ''}`;
  for (const { seatId } of [officer, second])
    await stage.cast.office.put(`${wave}/reviewers/${seatId}`, { maxLoad: 5 });
  await stage.cast.office.post(`${wave}/review-round/proposal`, { seed: 1 });
  const { round } = await stage.cast.office.get<{ round: { version: number } }>(`${wave}/review-round`);
  await stage.cast.office.post(`${wave}/review-round/validation`, {}, round.version);
}

async function writeReviews(stage: Stage, played: Record<InventedKey, Played>): Promise<void> {
  const { api } = await stage.cast.officer();
  const items = await api.get<readonly Asked[]>('/api/reviews');
  const of = (key: InventedKey): Asked => {
    const found = items.find(({ candidacyId }) => candidacyId === drafted(played[key]).id);
    if (!found) throw new Error(`Aucune relecture de ${key}`);
    return found;
  };
  const { criteria } = stage.definition.grid;
  const marks = Object.fromEntries(
    criteria.map(({ key, levels }) => [key, { score: levels.at(-2)?.score ?? 0, comment: 'Commentaire inventé.' }]),
  );
  const whole = of('embargoed');
  const draft = { marks, summary: 'Dossier solide (avis inventé).' };
  const { version } = await api.put<Asked>(`/api/reviews/${whole.id}`, draft, whole.version);
  await api.post(`/api/reviews/${whole.id}/submission`, {}, version);
  const begun = of('reviewed');
  const first = Object.fromEntries(Object.entries(marks).slice(0, 2));
  await api.put(`/api/reviews/${begun.id}`, { marks: first, summary: '' }, begun.version);
}

async function freezeUnderEmbargo(stage: Stage, played: Record<InventedKey, Played>): Promise<void> {
  const list = await proposeList(stage, WAVE, 'Lauréate de la relève de juin 2025 (inventée)', [
    { played: played.embargoed, outcome: 'select', envelopeEur: 1_500_000, personDays: 100 },
  ]);
  const { api } = await stage.cast.minister();
  const path = `/api/decision-lists/${list}`;
  await api.act(path, 'validation', {});
  await api.act(path, 'announcement-date', { at: { date: '2025-07-08', time: '11:00' } });
  const period = { from: { date: '2025-07-01', time: '08:00' }, until: { date: '2025-07-08', time: '11:00' } };
  const { seatId } = await stage.cast.prefecture('59');
  for (const reader of [
    { name: 'Préfecture du Nord (référent)', quality: 'Sous-préfet, référent France 2030', seatId },
    { name: 'Députée du Nord (inventée)', quality: 'Parlementaire', email: 'deputee@parlement.example' },
  ])
    await api.post(`${path}/embargo-readers`, { ...reader, departements: ['59'], ...period });
}
