import { formatInstant, type Json } from '@rebond/kernel';
import { formatNumberOf, type DecisionList, type Signature } from '../../domain/decision-list.js';
import { t as lists } from '../../messages.fr.js';
import { t } from '../../messages.folder.fr.js';
import { figuresData, laureatesOf, mapData } from './figures-data.js';
import type { FolderFacts, FolderLetter, FolderLine } from './folder-facts.js';
import { amountsOf, departementName, score, type FolderTable } from './folder-words.js';
import { sheetData } from './sheet-data.js';

/** Longer lists have their parts alone in the printed contents; readers' bookmarks have everything. */
const LISTED_IN_CONTENTS = 40;

const numberOf = ({ number }: DecisionList): string =>
  number === null ? t('document.unnumbered') : t('document.numbered', { number: formatNumberOf(number) });

function notice({ status, announceAt }: DecisionList): string | null {
  if (status === 'proposed') return t('notice.proposed');
  if (status !== 'validated') return null;
  return announceAt === null ? t('notice.validated') : t('notice.scheduled', { at: formatInstant(announceAt) });
}

const mark = ({ status }: DecisionList): string =>
  status === 'proposed'
    ? `${t('mark.proposed')} – ${t('mark.validated')}`
    : status === 'validated'
      ? t('mark.validated')
      : '';

function coverFacts({ list, wave, definition, titles }: FolderFacts): Json {
  const signed = ({ seatId, onBehalfOf, at }: Signature): string => {
    const title = titles.get(seatId);
    if (!title) return formatInstant(at);
    return t(onBehalfOf === null ? 'cover.signed' : 'cover.signedByDelegation', { ...title, at: formatInstant(at) });
  };
  const { status, proposed, validated, announcedAt, contentHash } = list;
  return [
    [t('cover.call'), definition.title],
    [t('cover.wave'), wave.name],
    [t('cover.status'), t(`status.${status}`)],
    [t('cover.proposed'), signed(proposed)],
    ...(validated === null ? [] : [[t('cover.validated'), signed(validated)]]),
    ...(announcedAt === null ? [] : [[t('cover.announced'), formatInstant(announcedAt)]]),
    ...(contentHash === null ? [] : [[t('cover.hash'), contentHash]]),
  ];
}

const nameOf = ({ candidacy }: FolderLine, { areas }: FolderFacts): string =>
  `${candidacy.territory}\n${departementName(areas, candidacy.departement)}`;

const listTable = (facts: FolderFacts): FolderTable => ({
  head: [t('list.case'), t('list.decision'), t('list.amounts'), t('list.score'), t('list.texts')],
  rows: facts.lines.map((one) => {
    const { line, rating } = one;
    const { struckAt, reasons, conditions } = line;
    return [
      nameOf(one, facts),
      struckAt === null ? lists(`decided.${line.outcome}`) : lists('list.struck', { at: formatInstant(struckAt) }),
      struckAt === null ? amountsOf(line) : '',
      rating === null ? '' : score(rating.mean),
      [...reasons, ...(conditions === null ? [] : [conditions])].join('\n'),
    ];
  }),
});

const differencesTable = ({ lines }: FolderFacts): FolderTable => ({
  head: [t('list.case'), t('list.before'), t('list.decision'), t('list.reason')],
  rows: lines.flatMap(({ candidacy, line, differences }) =>
    differences.map(({ before, reason }) => [
      candidacy.territory,
      before === null ? t('list.erased') : [lists(`decided.${before.outcome}`), amountsOf(before)].join('\n').trim(),
      [lists(`decided.${line.outcome}`), amountsOf(line)].join('\n').trim(),
      reason ?? t('list.erased'),
    ]),
  ),
});

const LETTERS = {
  proposed: ['letters.title', 'letters.lead'],
  validated: ['letters.title', 'letters.frozenLead'],
  announced: ['letters.sentTitle', 'letters.sentLead'],
} as const;

function lettersData({ list, lines, letters }: FolderFacts): Json {
  const territories = new Map(lines.map((one) => [one.line.candidacyId, one]));
  const territory = ({ candidacyId }: FolderLetter): string => territories.get(candidacyId)?.candidacy.territory ?? '';
  const outcome = ({ candidacyId }: FolderLetter): string => {
    const found = territories.get(candidacyId);
    return found ? lists(`decided.${found.line.outcome}`) : '';
  };
  const [title, lead] = LETTERS[list.status];
  return {
    title: t(title),
    lead: t(lead),
    table: {
      head: [t('list.case'), t('list.decision'), t('letters.print')],
      rows: letters.map((one) => [territory(one), outcome(one), one.sha256 ?? t('letters.none')]),
    },
    items: letters.flatMap((one) =>
      one.draft === null
        ? []
        : [
            {
              title: t('letters.of', { territory: territory(one) }),
              notice: one.isOutdated ? t('letters.outdated', { sha256: one.sha256 ?? '' }) : null,
              letter: one.draft.data,
            },
          ],
    ),
  };
}

/** All that the minister's folder says, as data for its layout: the same facts give the same document. */
export function folderData(facts: FolderFacts): Json {
  const { list, definition } = facts;
  return {
    title: t('document.title', { list: list.title }),
    author: definition.operatingService.name,
    kicker: t('document.kicker'),
    heading: list.title,
    number: numberOf(list),
    header: t('document.header', { number: numberOf(list), list: list.title }),
    mark: mark(list),
    notice: notice(list),
    facts: coverFacts(facts),
    contents: { title: t('cover.contents'), depth: facts.lines.length > LISTED_IN_CONTENTS ? 1 : 2 },
    page: t('footer.page', { page: '{page}', pages: '{pages}' }),
    figures: figuresData(facts),
    map: mapData(facts),
    list: {
      title: t('list.title'),
      table: listTable(facts) as unknown as Json,
      differencesTitle: t('list.differences'),
      differences: differencesTable(facts) as unknown as Json,
      noDifference: t('list.noDifference'),
    },
    sheets: {
      title: t('sheet.title'),
      none: t('sheet.none'),
      items: laureatesOf(facts.lines).map((one) => sheetData(one, facts)),
    },
    letters: lettersData(facts),
  };
}

/** What the document bears as its creation: the last act on its list, whenever it is made. */
export const actedAt = ({ list, lines }: FolderFacts): Temporal.Instant =>
  [
    list.proposed.at,
    ...lines.flatMap(({ differences }) => differences.map(({ by }) => by.at)),
    ...(list.validated === null ? [] : [list.validated.at]),
    ...(list.announcedAt === null ? [] : [list.announcedAt]),
  ].reduce((last, at) => (Temporal.Instant.compare(at, last) > 0 ? at : last));
