import { plural, isKeyOf, type Json, say } from '@rebond/kernel';
import { Injectable } from '@nestjs/common';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from './timeline-entry.js';
import { deadlineText, instantText, numberOf } from './words.js';

function deposited({ facts }: CaseEntry, act: string): string {
  const owed = numberOf(facts.piecesOwed);
  const pieces = owed === 0 ? '' : say` ; ${plural(owed, 'pièce reste due', 'pièces restent dues')}`;
  return say`${act}, reçu le ${instantText(facts.receivedAt)}${pieces}.`;
}

const countOf = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0);

/** Nothing where only the préfet or the Régions changed. */
function membersText({ facts }: CaseEntry): string {
  const joined = countOf(facts.joined);
  const left = countOf(facts.left);
  return [
    joined === 0 ? '' : say` ; ${plural(joined, 'intercommunalité de plus', 'intercommunalités de plus')}`,
    left === 0 ? '' : say` ; ${plural(left, 'intercommunalité de moins', 'intercommunalités de moins')}`,
  ].join('');
}

const SENTENCES = {
  'candidacy.started': ({ facts }) =>
    facts.previous === null || facts.previous === undefined
      ? say`Ouverture d’un brouillon de candidature.`
      : say`Ouverture d’un brouillon qui reprend un dossier précédent.`,
  'candidacy.perimeter-changed': (entry) => say`Changement de périmètre${membersText(entry)}.`,
  'candidacy.perimeter-prepared': (entry) =>
    say`Changement de périmètre préparé pour le prochain dépôt${membersText(entry)}.`,
  'candidacy.deposited': (entry) => deposited(entry, say`Dépôt du dossier`),
  'candidacy.amended': (entry) => deposited(entry, say`Remplacement du dépôt`),
  'candidacy.expired': () => say`Brouillon expiré : aucun dépôt avant la date limite.`,
  'candidacy.withdrawn': () => say`Retrait de la candidature par le territoire.`,
  'candidacy.completion-requested': ({ facts }) =>
    say`Demande de complément, à satisfaire au plus tard le ${deadlineText(facts.dueAt)}.`,
  'candidacy.completion-answered': ({ facts }) =>
    say`Réponse à une demande de complément ; ${plural(numberOf(facts.stillOpen), 'demande reste ouverte', 'demandes restent ouvertes')}.`,
  'candidacy.completed': () => say`Dossier complété : le délai légal reprend.`,
  'candidacy.completion-cancelled': ({ facts }) =>
    numberOf(facts.stillOpen) === 0
      ? say`Annulation de la demande de complément : le délai légal reprend.`
      : say`Annulation d’une demande de complément.`,
  'candidacy.piece-provided': ({ facts }) => {
    const left = numberOf(facts.stillOwed);
    return left === 0
      ? say`Remise de la dernière pièce due.`
      : say`Remise d’une pièce due ; ${plural(left, 'pièce reste due', 'pièces restent dues')}.`;
  },
  'candidacy.admitted': () => say`Candidature déclarée recevable.`,
  'candidacy.declared-inadmissible': () => say`Candidature déclarée irrecevable.`,
  'candidacy.selected': () => say`Candidature retenue.`,
  'candidacy.waitlisted': ({ facts }) =>
    facts.nextWave === null
      ? say`Candidature inscrite sur liste d’attente.`
      : say`Candidature inscrite sur liste d’attente et reportée à une relève suivante.`,
  'candidacy.rejected': () => say`Candidature rejetée par décision expresse.`,
  'candidacy.lapsed': () => say`Candidature rejetée par le silence gardé jusqu’à la date légale.`,
  'candidacy.reconsidered': () =>
    say`Recours accueilli : la décision est retirée et la candidature revient à l’instruction.`,
  'candidacy.engaged': ({ facts }) =>
    say`Engagement de l’ingénierie : ${plural(numberOf(facts.firms), 'cabinet', 'cabinets')}, ${plural(numberOf(facts.personDays), 'jour-homme', 'jours-hommes')}.`,
  'candidacy.funded': () => say`Première convention signée : le territoire passe en phase d’investissement.`,
  'candidacy.closed': () => say`Clôture du suivi.`,
  'document.added': () => say`Document ajouté au dossier.`,
  'candidacy.abandoned': () => say`Abandon par le territoire lauréat.`,
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** The acts of this room in words. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class CaseTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
