import { plural, isKeyOf, said, say } from '@rebond/kernel';
import { Injectable } from '@nestjs/common';
import {
  centsText,
  dayText,
  eurosText,
  TimelineEntry,
  type CaseEntry,
  type TimelineFormatter,
} from '@rebond/candidacies';

const FORMS: Readonly<Record<string, string>> = { grant: say`subvention`, recoverableAdvance: say`avance récupérable` };

const AID = say`aide`;

const STATUSES: Readonly<Record<string, string>> = {
  deposited: say`dossier déposé chez Bpifrance`,
  examination: say`instruction ouverte par Bpifrance`,
  granted: say`aide accordée`,
  refused: say`aide refusée`,
  paid: say`aide versée`,
  withdrawn: say`dossier retiré par l’entreprise`,
};

const SENTENCES = {
  'funding.committed': ({ facts }) => {
    const made = Array.isArray(facts.commitments) ? facts.commitments.length : 0;
    return say`${plural(made, 'engagement de financeur', 'engagements de financeurs')} : l’enveloppe est de ${eurosText(facts.envelopeEur)}.`;
  },
  'funding.agreement-signed': ({ facts, personal }) => {
    const form = typeof facts.form === 'string' ? said(FORMS[facts.form] ?? AID) : said(AID);
    const beneficiary = typeof personal?.beneficiary === 'string' ? say` avec ${personal.beneficiary}` : '';
    const invented = facts.invented === true ? say` (donnée de démonstration, inventée)` : '';
    return say`Convention signée le ${dayText(facts.signedOn)}${beneficiary} : ${form} de ${centsText(facts.amountCents)}${invented}.`;
  },
  'funding.dossier-followed': ({ facts, personal }) => {
    const company = typeof personal?.company === 'string' ? ` (${personal.company})` : '';
    const reference = typeof facts.reference === 'string' ? ` ${facts.reference}` : '';
    const status = typeof facts.status === 'string' ? said(STATUSES[facts.status] ?? say`statut mis à jour`) : '';
    return say`Projet${reference}${company} : ${status} le ${dayText(facts.decidedOn)}.`;
  },
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** What is committed to an envelope and awarded from it, in words. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class FundingTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
