import { plural, isKeyOf, type Json, say } from '@rebond/kernel';
import { Injectable } from '@nestjs/common';
import {
  centsText,
  dayText,
  eurosText,
  numberOf,
  TimelineEntry,
  type CaseEntry,
  type TimelineFormatter,
} from '@rebond/candidacies';

type Facts = Readonly<Record<string, Json | undefined>>;

const membersOf = (value: Json | undefined): Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
const personDays = (value: Json | undefined): string => plural(numberOf(value), 'jour-homme', 'jours-hommes');
const interviews = (facts: Facts): string => plural(numberOf(facts['interviews']), 'entretien', 'entretiens');
const projects = (facts: Facts): string => plural(numberOf(facts['projects']), 'projet', 'projets');
const potential = (facts: Facts): string =>
  plural(numberOf(facts['jobsPotential']), 'emploi potentiel', 'emplois potentiels');

const SENTENCES = {
  'mission.engaged': ({ facts }) => {
    const firms = Array.isArray(facts.firms) ? facts.firms.length : 0;
    return say`Mission engagée avec ${plural(firms, 'cabinet', 'cabinets')} pour ${personDays(facts.personDays)}, à partir du ${dayText(facts.startsOn)}.`;
  },
  'mission.person-days-recorded': ({ facts }) =>
    numberOf(facts.personDays) < 0
      ? say`Correction de ${personDays(facts.personDays)} au ${dayText(facts.date)}.`
      : say`Déclaration de ${personDays(facts.personDays)} au ${dayText(facts.date)}.`,
  'mission.interviews-imported': ({ facts }) =>
    say`${plural(numberOf(facts.added), 'entretien ajouté', 'entretiens ajoutés')}, ${numberOf(facts.updated)} mis à jour ; ${interviews(facts)} en tout.`,
  'mission.projects-imported': ({ facts }) =>
    say`${plural(numberOf(facts.added), 'projet ajouté', 'projets ajoutés')}, ${numberOf(facts.updated)} mis à jour ; ${projects(facts)} en tout, ${centsText(facts.capexCents)} d’investissement et ${potential(facts)}.`,
  'mission.interview-added': ({ facts, personal }) => say`Entretien ${word(facts.reference)} ajouté${of(personal)}.`,
  'mission.interview-edited': ({ facts, personal }) => say`Entretien ${word(facts.reference)} corrigé${of(personal)}.`,
  'mission.project-added': ({ facts, personal }) => say`Projet ${word(facts.reference)} ajouté${of(personal)}.`,
  'mission.project-edited': ({ facts, personal }) => say`Projet ${word(facts.reference)} corrigé${of(personal)}.`,
  'mission.consulted': ({ facts, personal }) =>
    say`${facts.kind === 'opinion' ? say`Avis demandé` : say`Nouvelles demandées`} sur le projet ${word(facts.reference)}${to(personal)}.`,
  'mission.consultation-answered': ({ facts, personal }) =>
    say`${facts.kind === 'opinion' ? say`Avis rendu` : say`Nouvelles reçues`} sur le projet ${word(facts.reference)}${by(personal)}.`,
  'mission.projects-routed': ({ facts }) =>
    say`${plural(numberOf(facts.routed), 'orientation de projet décidée', 'orientations de projets décidées')} le ${dayText(facts.decidedOn)}.`,
  'mission.figures-frozen': ({ facts }) => {
    const figures = membersOf(facts.figures);
    return say`Chiffres de la mission arrêtés : ${interviews(figures)}, ${projects(figures)}, ${eurosText(figures.capexEur)}, ${potential(figures)}.`;
  },
  'mission.ended': () => say`Fin de la mission d’ingénierie : les cabinets n’accèdent plus au dossier.`,
  'roadmap.axis-added': ({ facts, personal }) =>
    say`Axe ajouté à la feuille de route pour ${numberOf(facts.from)}–${numberOf(facts.to)}${titled(personal)}.`,
  'roadmap.action-added': ({ facts, personal }) =>
    say`Action ajoutée à la feuille de route${titled(personal)}${facts.dueOn == null ? '' : say`, pour le ${dayText(facts.dueOn)}`}.`,
  'roadmap.axis-changed': ({ facts, personal }) =>
    say`Axe de la feuille de route réécrit pour ${numberOf(facts.from)}–${numberOf(facts.to)}${titled(personal)}.`,
  'roadmap.action-changed': ({ facts, personal }) =>
    say`Action de la feuille de route réécrite${titled(personal)}${facts.dueOn == null ? '' : say`, pour le ${dayText(facts.dueOn)}`}.`,
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
/** Names of companies and of people are gone once they have been erased. */
const named = (value: Json | undefined, inWords: (name: string) => string): string =>
  typeof value === 'string' ? inWords(value) : '';
const of = (personal: CaseEntry['personal']): string => named(personal?.company, (name) => say` : ${name}`);
const to = (personal: CaseEntry['personal']): string => named(personal?.organisation, (name) => say` à ${name}`);
const by = (personal: CaseEntry['personal']): string => named(personal?.organisation, (name) => say` par ${name}`);

/** The title is free text: gone once it has been erased. */
function titled(personal: CaseEntry['personal']): string {
  const title = personal?.title;
  return typeof title === 'string' ? say` : « ${title} »` : '';
}

/** The acts of a mission and of its roadmap in words. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class MissionTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
