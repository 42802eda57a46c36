import type { PublishedCase } from './published.js';

/** A seeded sequence of numbers in [0, 1): the same demo plays the same everywhere (mulberry32). */
export function sequence(seed: string): () => number {
  let state = 2166136261;
  for (let i = 0; i < seed.length; i += 1) state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `total` shared among `count` in whole units, unevenly, each at least `least`: adds up exactly. */
export function shares(total: number, count: number, least: number, next: () => number): number[] {
  const spare = total - least * count;
  if (count <= 0 || spare < 0) throw new RangeError(`${String(total)} cannot be shared among ${String(count)}`);
  const weights = Array.from({ length: count }, () => 0.2 + next() ** 2);
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map((weight) => least + Math.floor((spare * weight) / sum));
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (let i = 0; left > 0; i = (i + 1) % count, left -= 1) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}

const TRADES = [
  'Mécanique',
  'Fonderie',
  'Plasturgie',
  'Composites',
  'Textile technique',
  'Agroalimentaire',
  'Électronique',
  'Emballage',
  'Traitement de surface',
  'Énergie',
];
const KINDS = [
  'Modernisation de ligne',
  'Extension d’atelier',
  'Décarbonation du site',
  'Nouveau produit',
  'Robotisation',
  'Relocalisation d’une production',
  'Recyclage des chutes',
];

const pick = (list: readonly string[], next: () => number): string => list[Math.floor(next() * list.length)] ?? '';

const line = (cells: readonly (string | number | boolean)[]): string =>
  cells
    .map((cell) => (typeof cell === 'string' && /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell)))
    .join(',');

/** An invented company, said to be. */
const company = (n: number, next: () => number): string => `${pick(TRADES, next)} ${String(n)} (entreprise inventée)`;

export interface InventedPortfolio {
  readonly interviewsCsv: string | null;
  readonly projectsCsv: string | null;
  /** References of the projects that the envelope, then France 2030, are to fund. */
  readonly structuring: readonly string[];
  readonly france2030: readonly string[];
}

/** Companies and projects that nobody published, adding up to the totals that were. */
export function inventPortfolio(
  published: PublishedCase,
  interviewDays: { readonly from: string; readonly to: string },
): InventedPortfolio {
  const next = sequence(published.key);
  const {
    interviews = 0,
    projects = 0,
    capexEur = 0,
    jobsPotential = 0,
    structuring,
    france2030Projects = 0,
  } = published;
  const from = Temporal.PlainDate.from(interviewDays.from);
  const span = Math.max(1, from.until(Temporal.PlainDate.from(interviewDays.to)).days);
  const firms = published.firms ?? [];
  const met = Array.from({ length: interviews }, (_, i) => ({
    ref: `E${String(i + 1).padStart(3, '0')}`,
    company: company(i + 1, next),
    on: from.add({ days: Math.floor((i * span) / Math.max(1, interviews)) }).toString(),
    firm: firms[i % Math.max(1, firms.length)] ?? '',
  }));
  const capex = projects > 0 && capexEur > 0 ? shares(capexEur, projects, 20_000, next) : [];
  const jobs = projects > 0 && jobsPotential > 0 ? shares(jobsPotential, projects, 0, next) : [];
  const planned = structuring ? shares(structuring.jobsPlanned, structuring.projects, 4, next) : [];
  const list = Array.from({ length: projects }, (_, i) => ({
    ref: `P${String(i + 1).padStart(3, '0')}`,
    company: met.length > 0 ? (met[i % met.length]?.company ?? '') : company(i + 1, next),
    title: `${pick(KINDS, next)} (projet inventé)`,
    capexEur: capex[i] ?? 0,
    jobsPotential: jobs[i] ?? 0,
    jobsPlanned: planned[i] ?? 0,
    structuring: i < planned.length,
  }));
  const after = planned.length;
  return {
    interviewsCsv:
      met.length === 0
        ? null
        : [
            'reference,company,heldOn,firm,invented',
            ...met.map((one) => line([one.ref, one.company, one.on, one.firm, 'oui'])),
          ].join('\n'),
    projectsCsv:
      list.length === 0
        ? null
        : [
            'reference,company,title,capexEur,jobsPotential,jobsPlanned,isStructuring,invented',
            ...list.map((one) =>
              line([
                one.ref,
                one.company,
                one.title,
                one.capexEur,
                one.jobsPotential,
                one.jobsPlanned,
                one.structuring ? 'oui' : 'non',
                'oui',
              ]),
            ),
          ].join('\n'),
    structuring: list.slice(0, after).map((one) => one.ref),
    france2030: list.slice(after, after + france2030Projects).map((one) => one.ref),
  };
}
