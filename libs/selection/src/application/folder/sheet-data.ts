import type { Opinion } from '@rebond/candidacies';
import { dateIn, formatDate, formatNumber, type Json } from '@rebond/kernel';
import { t as lists } from '../../messages.fr.js';
import { t } from '../../messages.folder.fr.js';
import type { FolderFacts, FolderLine } from './folder-facts.js';
import { departementName, euros, score } from './folder-words.js';

const opinionData = ({ label, organisation, askedAt, given }: Opinion): Json => ({
  label: organisation === null ? label : t('sheet.opinionOf', { label, body: organisation.name }),
  stance: given === null ? t('sheet.unanswered', { at: formatDate(dateIn(askedAt)) }) : t(`stance.${given.stance}`),
  text: given?.text ?? null,
});

function ratingText({ rating }: FolderLine): string {
  if (rating === null) return t('sheet.unscored');
  const { mean, reviews, least, most } = rating;
  return t('sheet.scoreOf', { mean: score(mean), n: reviews, least: score(least), most: score(most) });
}

function facts({ line, candidacy, members, place, ...one }: FolderLine, { areas }: FolderFacts): Json {
  const lead = members.find(({ siren }) => siren === candidacy.leadSiren);
  const population = members.reduce((sum, member) => sum + member.population, 0);
  return [
    [t('sheet.reference'), candidacy.receiptNumber ?? ''],
    [t('sheet.lead'), lead?.name ?? candidacy.leadSiren],
    [t('sheet.departement'), departementName(areas, candidacy.departement)],
    [t('sheet.regions'), candidacy.regions.map((code) => areas.regions.get(code) ?? code).join(', ')],
    ...(population === 0 ? [] : [[t('sheet.population'), t('sheet.inhabitants', { n: formatNumber(population) })]]),
    [t('sheet.envelope'), line.envelopeCents === null ? t('sheet.unfixed') : euros(line.envelopeCents)],
    ...(line.personDays === null ? [] : [[t('sheet.days'), lists('list.days', { n: formatNumber(line.personDays) })]]),
    ...(place === null ? [] : [[t('sheet.place'), t('sheet.placeOf', { ...place })]]),
    [t('sheet.score'), ratingText({ line, candidacy, members, place, ...one })],
  ];
}

/** One laureate on a page: who, for how much, how it was judged and why. */
export function sheetData(one: FolderLine, folder: FolderFacts): Json {
  const { line, candidacy, members, opinions, differences } = one;
  return {
    title: candidacy.territory,
    facts: facts(one, folder),
    perimeter: {
      title: t('sheet.perimeter'),
      head: [t('sheet.member'), t('sheet.siren'), t('sheet.population')],
      rows: members.map(({ siren, name, population }) => [
        siren === candidacy.leadSiren && members.length > 1 ? t('sheet.isLead', { name }) : name,
        siren,
        formatNumber(population),
      ]),
    },
    opinionsTitle: t('sheet.opinions'),
    opinions: opinions.map(opinionData),
    noOpinion: t('sheet.noOpinion'),
    texts: [
      { title: t('sheet.reasons'), items: [...line.reasons], none: t('sheet.noReason') },
      {
        title: t('sheet.conditions'),
        items: line.conditions === null ? [] : [line.conditions],
        none: t('sheet.noCondition'),
      },
      ...(differences.length === 0
        ? []
        : [
            { title: t('sheet.changed'), items: differences.map(({ reason }) => reason ?? t('list.erased')), none: '' },
          ]),
    ],
  };
}
