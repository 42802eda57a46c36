import { plural, isKeyOf, say } from '@rebond/kernel';
import { Injectable } from '@nestjs/common';
import { causeOfFailure } from '@rebond/platform';
import { causeText } from '../undelivered/cause-text.js';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from './timeline-entry.js';
import { deadlineText, numberOf } from './words.js';

const files = ({ facts }: CaseEntry): string =>
  numberOf(facts.files) === 0 ? '' : say`, avec ${plural(numberOf(facts.files), 'fichier joint', 'fichiers joints')}`;

const SENTENCES = {
  'message.sent': (entry) =>
    say`Message échangé avec le service instructeur${entry.facts.means === 'mail' ? say`, par courriel` : ''}${files(entry)}.`,
  'message.noted': (entry) => say`Message entre les personnes du territoire${files(entry)}.`,
  'seat.created': () => say`Une personne a rejoint l’équipe du dossier.`,
  'seat.invited': () => say`Une personne de l’équipe a reçu une nouvelle invitation.`,
  'seat.left': () => say`Une personne a quitté l’équipe du dossier.`,
  'seat.handed-over': () => say`Une fonction de l’équipe a été transmise.`,
  'mail.bounced': ({ facts }) =>
    say`Un courriel n’est pas arrivé\u202f: ${causeText(causeOfFailure(typeof facts.status === 'string' ? facts.status : ''))}.`,
  'mail.resent': ({ facts }) =>
    facts.redirected === true ? say`Courriel renvoyé à une autre adresse.` : say`Courriel renvoyé à la même adresse.`,
  'approval.asked': ({ facts }) =>
    say`Accord de la direction ou de la présidence demandé, au plus tard le ${deadlineText(facts.expiresAt)}.`,
  'approval.cancelled': () => say`Demande d’accord annulée.`,
  'approval.approved': () => say`Accord donné sur le dossier, par un lien nominatif.`,
  'approval.returned': () => say`Dossier renvoyé avec des remarques, par un lien nominatif.`,
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** Exchanges, team and approvals of a case in words. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class CorrespondenceTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
