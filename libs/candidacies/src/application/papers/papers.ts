import { Injectable } from '@nestjs/common';
import { Calls, visibleFields, type Missing, waveInSentence } from '@rebond/calls';
import {
  AbsentError,
  type CandidacyId,
  centsOfEuros,
  formatDate,
  formatDeadline,
  formatEuros,
  formatInstant,
  formatNumber,
  InFrench,
  type Json,
  type Siren,
} from '@rebond/kernel';
import { Pdf, type Tx } from '@rebond/platform';
import { Territories, type TerritoryBody } from '@rebond/territories';
import { t } from '../../messages.papers.fr.js';
import { readAnswer } from '../form/answer-text.js';
import { missingText } from '../form/missing-text.js';
import { ReadForm, type FormState } from '../form/read-form.js';
import { dueDayOf } from '../form/standing.js';
import { namesOf } from '../form/names-of.js';
import { Cases } from '../cases.js';
import { receiptOfDeposit } from '../form/receipt-of-deposit.js';
import { labelOf } from '../pieces/owed.js';
import { DELIBERATION } from './deliberation.layout.js';
import { FILE } from './file.layout.js';
import { receiptData } from './receipt-data.js';
import { RECEIPT } from './receipt.layout.js';

/** What a paper is made from, read in a transaction; the paper itself is made after it. */
export interface Draft {
  readonly filename: string;
  readonly data: Json;
  readonly at: Temporal.Instant;
}

const list = new Intl.ListFormat('fr', { type: 'conjunction' });

/** The papers that a territory has signed: a draft délibération for each intercommunalité, and the whole file. */
@Injectable()
export class Papers {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly forms: ReadForm,
    private readonly territories: Territories,
    private readonly pdf: Pdf,
  ) {}

  deliberationPdf = ({ data, at }: Draft): Promise<Buffer> => this.pdf.render(DELIBERATION, data, at);
  filePdf = ({ data, at }: Draft): Promise<Buffer> => this.pdf.render(FILE, data, at);

  receiptPdf = ({ data, at }: Draft): Promise<Buffer> => this.pdf.render(RECEIPT, data, at);

  /**
   * What the receipt of a deposit says, the same each time it is asked for.
   * @param n number of the deposit; its last when null
   * @throws AbsentError when there is no such deposit
   */
  @InFrench
  async receipt(tx: Tx, id: CandidacyId, n: number | null): Promise<Draft> {
    const candidacy = await this.cases.read(tx, id);
    const given = await receiptOfDeposit(tx, this.calls, candidacy, n);
    const { wave, definition } = await this.calls.waveAndDefinition(tx, candidacy.waveId);
    const { receiptNumber, receivedAt } = given.receipt;
    return {
      filename: `accuse-de-reception-${receiptNumber.replaceAll('/', '-')}.pdf`,
      at: Temporal.Instant.from(receivedAt),
      data: receiptData(given, candidacy, {
        ...{ callTitle: definition.title, waveName: wave.name, cutoffAt: wave.cutoffAt },
      }),
    };
  }

  /**
   * What a draft délibération says.
   * @param siren the member that votes it; the lead when null
   * @throws AbsentError when it is no member of the perimeter
   */
  @InFrench
  async deliberation(tx: Tx, id: CandidacyId, siren: string | null): Promise<Draft> {
    const state = await this.forms.read(tx, id);
    const members = await this.members(tx, state);
    const { candidacy, wave, definition } = state;
    const body = members.find((one) => one.siren === (siren ?? candidacy.leadSiren));
    const lead = members.find((one) => one.siren === candidacy.leadSiren);
    if (!body || !lead) throw new AbsentError();
    const isLead = body === lead;
    const { envelope, engineering } = definition.amounts;
    const names = list.format(members.map(({ name }) => name));
    const title = t('deliberation.title', { call: definition.title });
    const values = { call: definition.title, wave: waveInSentence(wave.name), names, lead: lead.name, body: body.name };
    return {
      filename: `projet-de-deliberation-${body.siren}.pdf`,
      at: tx.at,
      data: {
        title,
        author: body.name,
        footer: t('deliberation.footer', { call: definition.title, date: formatDate(dayOf(tx.at)) }),
        body: body.name,
        siren: body.siren,
        purpose: t('deliberation.purpose', values),
        whereas: [
          t('deliberation.law'),
          t('deliberation.call', values),
          ...(engineering ? [offerOf(engineering.personDays, envelope)] : []),
          ...(members.length > 1 ? [t('deliberation.consortium', values)] : []),
        ],
        decisions: [
          isLead ? t('deliberation.decideLead', values) : t('deliberation.decideMember', values),
          t('deliberation.decideGovernance'),
          ...(isLead ? [t('deliberation.decideSign')] : [t('deliberation.decideMandate', values)]),
        ],
        notice: t('deliberation.notice'),
      },
    };
  }

  /** The whole file as it stands: what is answered, what lacks, what is promised. */
  @InFrench
  async file(tx: Tx, id: CandidacyId): Promise<Draft> {
    const state = await this.forms.read(tx, id);
    const { candidacy, wave, definition, answers, found, deposits } = state;
    const members = await this.members(tx, state);
    const names = await namesOf(tx, this.territories, state);
    const visible = new Set(visibleFields(definition, answers.document).map(({ key }) => key));
    const last = deposits.at(-1);
    const isDeposited = last !== undefined && state.standing.kind !== 'lacking';
    return {
      filename: `dossier-${candidacy.leadSiren}.pdf`,
      at: tx.at,
      data: {
        title: t('file.title', { territory: candidacy.territory }),
        author: candidacy.territory,
        footer: t('file.footer', { call: definition.title, at: formatInstant(tx.at) }),
        call: t('file.call', { call: definition.title, wave: wave.name }),
        territory: candidacy.territory,
        standing: last
          ? t('file.deposited', { at: formatInstant(Temporal.Instant.from(last.receivedAt)) })
          : t('file.draft'),
        labels: labels(),
        facts: [
          [t('file.cutoff'), t('file.parisTime', { at: formatDeadline(wave.cutoffAt) })],
          [t('file.receipt'), last?.receiptNumber ?? t('file.notDeposited')],
          [t('file.departement'), candidacy.departement],
        ],
        perimeter: members.map((one) => [
          one.siren === candidacy.leadSiren ? t('file.leadOf', { name: one.name }) : one.name,
          one.siren,
          formatNumber(one.population),
        ]),
        sections: definition.sections
          .map(({ title, fields }) => ({ title, fields: fields.filter(({ key }) => visible.has(key)) }))
          .filter(({ fields }) => fields.length > 0)
          .map(({ title, fields }) => ({
            title,
            fields: fields.map((field) => readAnswer(definition, answers.document, field, names) as unknown as Json),
          })),
        lacking: isDeposited ? [] : found.blocking.map((one) => missingText(definition, answers.document, one)),
        promised: found.promised.map((one) => promisedText(state, one, names.bodies)),
        declaration: t('file.declaration', { territory: candidacy.territory }),
        digest: last ? t('file.digest', { digest: last.digest }) : '',
      },
    };
  }

  private async members(tx: Tx, { candidacy: { perimeter } }: FormState): Promise<readonly TerritoryBody[]> {
    const bodies = await this.territories.bodies(tx, perimeter);
    return perimeter.flatMap((siren: Siren) => bodies.get(siren) ?? []);
  }
}

const offerOf = (days: number, { minEur, maxEur }: { readonly minEur: number; readonly maxEur: number }): string =>
  t('deliberation.offer', { days, min: formatEuros(centsOfEuros(minEur)), max: formatEuros(centsOfEuros(maxEur)) });

const dayOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO('Europe/Paris').toPlainDate();

function promisedText({ wave, candidacy }: FormState, missing: Missing, bodies: ReadonlyMap<string, string>): string {
  const day = dueDayOf(missing, wave.cutoffAt, candidacy.departement);
  const name = labelOf(missing, bodies);
  return day === null ? name : t('file.promisedBy', { name, date: formatDate(day) });
}

const labels = () => ({
  facts: t('file.facts'),
  perimeter: t('file.perimeter'),
  perimeterHead: [t('file.name'), t('file.siren'), t('file.population')],
  noAnswer: t('file.noAnswer'),
  lacking: t('file.lacking'),
  promised: t('file.promised'),
  signature: t('file.signature'),
  signatory: t('file.signatory'),
});
