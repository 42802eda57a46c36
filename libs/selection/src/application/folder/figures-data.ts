import { formatNumber, type Json } from '@rebond/kernel';
import { mapPicture } from '@rebond/ui';
import { isLaureate, tallyOf, type Tally } from '../../domain/folder.js';
import { OUTCOMES } from '../../domain/lines.js';
import { leftOf, type Credits } from '../../domain/session/decision.js';
import { t } from '../../messages.folder.fr.js';
import { FOLDER_FONT } from './folder.layout.js';
import type { FolderFacts, FolderLine } from './folder-facts.js';
import { byName, countedBy, departementName, euros, type FolderTable } from './folder-words.js';

const tally = (lines: readonly FolderLine[]): Tally => tallyOf(lines.map(({ line }) => line));

const creditsRow = (term: string, { envelopeCents, personDays }: Credits): readonly string[] => [
  term,
  euros(envelopeCents),
  formatNumber(personDays),
];

function outcomes({ outcomes: of, struck }: Tally, size: number): FolderTable {
  return {
    head: [t('figures.decision'), t('figures.cases')],
    rows: [
      ...OUTCOMES.map((outcome) => [t(`figures.${outcome}`), formatNumber(of[outcome])]),
      ...(struck === 0 ? [] : [[t('figures.struck'), formatNumber(struck)]]),
      [t('figures.total'), formatNumber(size)],
    ],
  };
}

function amounts({ credits }: FolderFacts, all: Tally): FolderTable {
  const rows =
    credits === null
      ? [creditsRow(t('figures.list'), all)]
      : [
          creditsRow(t('figures.given'), credits.given),
          creditsRow(t('figures.others'), credits.byOtherLists),
          creditsRow(t('figures.list'), all),
          creditsRow(t('figures.left'), leftOf(credits.given, credits.byOtherLists, all)),
        ];
  return { head: [t('figures.amount'), t('figures.envelope'), t('figures.days')], rows };
}

function regions({ areas, lines }: FolderFacts): FolderTable {
  const names = ({ candidacy: { departement } }: FolderLine): string =>
    areas.regions.get(areas.regionOf.get(departement) ?? '') ?? departement;
  const rows = [...Map.groupBy(lines, names)].sort(([a], [b]) => byName(a, b));
  return {
    head: [t('figures.region'), ...OUTCOMES.map((outcome) => t(`figures.${outcome}`)), t('figures.envelope')],
    rows: rows.map(([name, those]) => {
      const { outcomes: of, envelopeCents } = tally(those);
      return [name, ...OUTCOMES.map((outcome) => formatNumber(of[outcome])), euros(envelopeCents)];
    }),
  };
}

/** How many candidacies, for how much, and where. */
export function figuresData(facts: FolderFacts): Json {
  const all = tally(facts.lines);
  return {
    title: t('figures.title'),
    tables: [
      { title: t('figures.outcomes'), ...outcomes(all, facts.lines.length) },
      { title: t('figures.amounts'), ...amounts(facts, all) },
      { title: t('figures.regions'), ...regions(facts) },
    ] as unknown as Json,
    notes: [
      ...(facts.credits === null ? [t('figures.unbounded')] : []),
      ...(all.withoutEnvelope === 0 ? [] : [t('figures.unfixed', { n: all.withoutEnvelope })]),
    ],
  };
}

/** Lines that make a laureate. */
export const laureatesOf = (lines: readonly FolderLine[]): readonly FolderLine[] =>
  lines.filter(({ line }) => isLaureate(line));

/** Where the laureates are: a drawing, and the same in a table. */
export function mapData({ lines, areas }: FolderFacts): Json {
  const laureates = laureatesOf(lines);
  const { svg, legend } = mapPicture(
    countedBy(laureates, (one) => one.candidacy.departement),
    FOLDER_FONT,
  );
  const places = [...Map.groupBy(laureates, (one) => one.candidacy.departement)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    title: t('map.title'),
    lead: t('map.lead'),
    svg,
    alt: t('map.alt', { laureates: laureates.length, departements: places.length }),
    legend: legend.map(({ from, to, shade }) => ({
      shade,
      text: from === to ? t('map.legend', { from }) : t('map.legendRange', { from, to }),
    })),
    source: t('map.source'),
    none: laureates.length === 0 ? t('map.none') : null,
    table: {
      title: t('map.table'),
      head: [t('map.departement'), t('map.laureates')],
      rows: places.map(([code, those]) => [
        departementName(areas, code),
        those.map(({ candidacy }) => candidacy.territory).join('\n'),
      ]),
    },
  };
}
