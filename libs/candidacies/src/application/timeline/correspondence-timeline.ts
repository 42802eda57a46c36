import { isKeyOf } from '@rebond/kernel';
import { Injectable } from '@nestjs/common';
import { causeOfFailure } from '@rebond/platform';
import { causeText } from '../undelivered/cause-text.js';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from './timeline-entry.js';
import { deadlineText, numberOf, plural } from './words.js';

const files = ({ facts }: CaseEntry): string =>
  numberOf(facts.files) === 0 ? '' : `, avec ${plural(numberOf(facts.files), 'fichier joint', 'fichiers joints')}`;

const SENTENCES = {
  'message.sent': (entry) =>
    `Message échangé avec le service instructeur${entry.facts.means === 'mail' ? ', par courriel' : ''}${files(entry)}.`,
  'message.noted': (entry) => `Message entre les personnes du territoire${files(entry)}.`,
  'seat.created': () => 'Une personne a rejoint l’équipe du dossier.',
  'seat.invited': () => 'Une personne de l’équipe a reçu une nouvelle invitation.',
  'seat.left': () => 'Une personne a quitté l’équipe du dossier.',
  'seat.handed-over': () => 'Une fonction de l’équipe a été transmise.',
  'mail.bounced': ({ facts }) =>
    `Un courriel n’est pas arrivé\u202f: ${causeText(causeOfFailure(typeof facts.status === 'string' ? facts.status : ''))}.`,
  'mail.resent': ({ facts }) =>
    facts.redirected === true ? 'Courriel renvoyé à une autre adresse.' : 'Courriel renvoyé à la même adresse.',
  'approval.asked': ({ facts }) =>
    `Accord de la direction ou de la présidence demandé, au plus tard le ${deadlineText(facts.expiresAt)}.`,
  'approval.cancelled': () => 'Demande d’accord annulée.',
  'approval.approved': () => 'Accord donné sur le dossier, par un lien nominatif.',
  'approval.returned': () => 'Dossier renvoyé avec des remarques, par un lien nominatif.',
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
