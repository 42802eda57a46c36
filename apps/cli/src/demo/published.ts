import type { Siren } from '@rebond/kernel';

/** Where a figure or a date comes from. What is not published is said to be. */
export type Source = 'published' | 'assumed' | 'invented';

/** What the press and the State have published of a territory's engagement; absent figures were not published. */
export interface PublishedCase {
  readonly key: string;
  readonly lead: Siren;
  readonly members: readonly Siren[];
  /** Département whose préfet is competent, where the lead's members do not say it alone. */
  readonly departement?: string;
  /** Day of the cut-off of its wave, Paris. */
  readonly wave: string;
  readonly waveSource: Source;
  readonly firms?: readonly string[];
  readonly personDays?: number;
  /** First day of the engagement: a few weeks before the launch committee; never published. */
  readonly engagedOn?: string;
  readonly launch?: { readonly on: string; readonly source: Source };
  readonly closing?: { readonly on: string; readonly source: Source };
  readonly interviews?: number;
  readonly projects?: number;
  readonly capexEur?: number;
  readonly jobsPotential?: number;
  readonly structuring?: { readonly projects: number; readonly jobsPlanned: number };
  readonly france2030Projects?: number;
  readonly axes?: readonly string[];
  readonly envelopeEur?: Readonly<Record<string, number>>;
  /** Played to closure, with an investment phase that is invented. */
  readonly closes?: { readonly firstAgreement: string; readonly on: string };
}

const siren = (text: string): Siren => text as Siren;

/**
 * The published cases of « Rebond industriel »: each figure is the one of DOMAIN §1.4 and §7.1. No person is named.
 * Jobs of Morlaix and the Douaisis' projects are published as « environ ».
 */
export const PUBLISHED: readonly PublishedCase[] = [
  {
    key: 'ales',
    lead: siren('200066918'),
    members: [],
    wave: '2023-02-01',
    waveSource: 'published',
    firms: ['Ancoris', 'Studio Reset', 'Inec', 'June Partners'],
    personDays: 100,
    engagedOn: '2023-05-22',
    launch: { on: '2023-06-14', source: 'published' },
    closing: { on: '2023-10-03', source: 'published' },
    interviews: 46,
    projects: 131,
    capexEur: 177_000_000,
    jobsPotential: 586,
    france2030Projects: 26,
    axes: [
      'Foncier à vocation industrielle',
      'Animation économique',
      'Emploi, compétences et formation',
      'Transition écologique',
    ],
    envelopeEur: { state: 1_500_000 },
    closes: { firstAgreement: '2024-02-15', on: '2025-06-30' },
  },
  {
    key: 'cambresis',
    lead: siren('200068500'),
    members: [siren('200030633')],
    wave: '2023-02-01',
    waveSource: 'assumed',
    firms: ['Cabinet non publié'],
    personDays: 100,
    engagedOn: '2023-03-30',
    launch: { on: '2023-04-14', source: 'assumed' },
    closing: { on: '2023-08-28', source: 'published' },
    interviews: 44,
    projects: 88,
    capexEur: 286_000_000,
    jobsPotential: 645,
    structuring: { projects: 17, jobsPlanned: 312 },
    axes: ['Emploi et compétences', 'Agroalimentaire', 'Numérique et innovation'],
    envelopeEur: { state: 3_000_000, local: 2_000_000 },
    closes: { firstAgreement: '2024-01-22', on: '2025-05-30' },
  },
  {
    key: 'douaisis',
    lead: siren('200044618'),
    members: [],
    wave: '2022-10-01',
    waveSource: 'published',
    firms: ['Ancoris'],
    personDays: 100,
    engagedOn: '2023-01-04',
    launch: { on: '2023-01-26', source: 'published' },
    closing: { on: '2023-04-25', source: 'published' },
    interviews: 39,
    projects: 100,
    capexEur: 186_000_000,
    jobsPotential: 556,
    envelopeEur: { state: 1_500_000 },
  },
  {
    key: 'morlaix',
    lead: siren('242900835'),
    members: [],
    wave: '2022-10-01',
    waveSource: 'published',
    firms: ['Roland Berger'],
    personDays: 100,
    engagedOn: '2023-01-03',
    launch: { on: '2023-01-17', source: 'assumed' },
    closing: { on: '2023-04-27', source: 'assumed' },
    projects: 54,
    capexEur: 110_000_000,
    jobsPotential: 300,
    envelopeEur: { state: 1_500_000 },
  },
  {
    key: 'ardennes',
    lead: siren('200041630'),
    members: [siren('240800821'), siren('200067759')],
    wave: '2022-10-01',
    waveSource: 'published',
    firms: ['Ancoris', 'June Partners'],
    personDays: 100,
    engagedOn: '2023-02-08',
    launch: { on: '2023-02-28', source: 'assumed' },
    projects: 189,
    jobsPotential: 350,
    envelopeEur: { state: 2_500_000 },
  },
  {
    key: 'blois-romorantin',
    lead: siren('200030385'),
    members: [siren('200018406')],
    wave: '2022-10-01',
    waveSource: 'published',
    firms: ['Roland Berger', 'SCET'],
    personDays: 150,
    engagedOn: '2022-12-12',
    launch: { on: '2023-01-03', source: 'published' },
    envelopeEur: { state: 2_000_000 },
  },
  {
    key: 'collines-de-normandie',
    lead: siren('200035814'),
    members: [siren('200068799')],
    departement: '61',
    wave: '2022-10-01',
    waveSource: 'published',
  },
  {
    key: 'chaumont-langres',
    lead: siren('200068658'),
    members: [siren('200072999')],
    wave: '2023-02-01',
    waveSource: 'assumed',
    firms: ['Cabinet non publié'],
    personDays: 100,
    engagedOn: '2023-03-27',
    launch: { on: '2023-04-14', source: 'published' },
    closing: { on: '2024-04-09', source: 'published' },
    envelopeEur: { state: 2_000_000 },
  },
  {
    key: 'dreux-portes-eureliennes',
    lead: siren('200040277'),
    members: [siren('200069953')],
    departement: '28',
    wave: '2023-06-01',
    waveSource: 'assumed',
    firms: ['Premier cabinet non publié', 'Second cabinet non publié'],
    personDays: 100,
    engagedOn: '2023-10-23',
    launch: { on: '2023-11-13', source: 'assumed' },
    closing: { on: '2024-02-12', source: 'published' },
    interviews: 59,
    projects: 145,
    envelopeEur: { state: 2_500_000 },
  },
  {
    key: 'lorient',
    lead: siren('200042174'),
    members: [],
    wave: '2023-10-01',
    waveSource: 'assumed',
    firms: ['Cabinet non publié'],
    personDays: 100,
    engagedOn: '2024-02-19',
    launch: { on: '2024-03-12', source: 'assumed' },
    closing: { on: '2024-07-12', source: 'published' },
    interviews: 47,
    projects: 118,
    capexEur: 224_000_000,
    jobsPotential: 739,
  },
];
