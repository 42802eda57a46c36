import { Inject, Injectable } from '@nestjs/common';
import {
  Calls,
  COMMON_PLACEHOLDERS,
  fillCallText,
  type CallDefinition,
  type PlaceholderOf,
  type TextName,
} from '@rebond/calls';
import { Cases, type Candidacy } from '@rebond/candidacies';
import { Directory, type AccessBasis } from '@rebond/identity';
import { placeOfDepartement, type CandidacyId } from '@rebond/kernel';
import { ics, icsMediaType } from '@rebond/meetings';
import { CONFIG, type Config, type Mail, type Recipient, type Tx } from '@rebond/platform';
import type { Committee } from '../application/committee.js';
import { meetsAtText } from '../application/dates.js';
import { invitationOf, linkOf } from '../application/invitation.js';

/** A case with what its letters speak of. */
export interface CaseFile {
  readonly candidacy: Candidacy;
  readonly definition: CallDefinition;
}

type Common = (typeof COMMON_PLACEHOLDERS)[number];

interface Text {
  readonly subject: string;
  readonly body: string;
}

const UNSETTLED = 'en un lieu qui vous sera précisé';

/** Writes to the members of a case's steering committees, as they are at this moment. */
@Injectable()
export class CommitteeLetters {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly directory: Directory,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async file(tx: Tx, id: CandidacyId): Promise<CaseFile> {
    const candidacy = await this.cases.read(tx, id);
    return {
      candidacy,
      definition: await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion),
    };
  }

  /** A text of the call with its common placeholders filled. */
  text<Name extends TextName>(
    { candidacy, definition }: CaseFile,
    name: Name,
    own: Readonly<Record<Exclude<PlaceholderOf<Name>, Common>, string>>,
  ): Text {
    const { name: serviceName, address, phone, email } = definition.operatingService;
    const values = {
      callTitle: definition.title,
      territory: candidacy.territory,
      reference: candidacy.receiptNumber ?? '',
      link: linkOf(this.config.PUBLIC_URL, candidacy),
      serviceName,
      serviceAddress: address,
      servicePhone: phone,
      serviceEmail: email,
      ...own,
    } as Readonly<Record<PlaceholderOf<Name>, string>>;
    return fillCallText(definition, name, values);
  }

  /** The convocation with its iCalendar: one for each date of the meeting and person. */
  async convocations(tx: Tx, file: CaseFile, committee: Committee): Promise<Mail[]> {
    const agenda = committee.meeting.agenda.map((item) => `- ${item}`).join('\n');
    const text = this.text(file, 'convocation', { ...this.about(file, committee), agenda });
    return this.invite(tx, file, committee, 'committee-convocation', text);
  }

  /** Takes the meeting out of the calendars of those who had been convened. */
  async cancellations(tx: Tx, file: CaseFile, committee: Committee): Promise<Mail[]> {
    const { committeeTitle, meetsAt } = this.about(file, committee);
    const { territory } = file.candidacy;
    return this.invite(tx, file, committee, 'committee-cancelled', {
      subject: `Annulé : ${committeeTitle} de ${territory}`,
      body: `Madame, Monsieur,\n\nLe ${committeeTitle} de ${territory}, fixé au ${meetsAt}, n'aura pas lieu.\n\n${file.definition.operatingService.name}\n`,
    });
  }

  /** The reminder of a committee that comes; `cause` is the id of the reminder. */
  async reminders(tx: Tx, file: CaseFile, committee: Committee, cause: string): Promise<Mail[]> {
    const { subject, body } = this.text(file, 'committeeReminder', this.about(file, committee));
    return (await this.members(tx, file)).map((to) => ({
      ...{ kind: 'committee-coming', cause, candidacyId: file.candidacy.id },
      ...{ to, subject, text: body },
    }));
  }

  private about(
    { candidacy }: CaseFile,
    { meeting }: Committee,
  ): { committeeTitle: string; meetsAt: string; place: string } {
    return {
      committeeTitle: meeting.title,
      meetsAt: meetsAtText(meeting.startsAt, placeOfDepartement(candidacy.departement)),
      place: meeting.place === '' ? UNSETTLED : meeting.place,
    };
  }

  private async invite(tx: Tx, file: CaseFile, committee: Committee, kind: string, text: Text): Promise<Mail[]> {
    const { meeting } = committee;
    return (await this.members(tx, file)).map((attendee) => {
      const invitation = invitationOf(file, committee, { publicUrl: this.config.PUBLIC_URL, at: tx.at, attendee });
      const contentType = icsMediaType(meeting, invitation);
      return {
        kind,
        cause: `${meeting.id}:${meeting.sequence}`,
        candidacyId: file.candidacy.id,
        to: attendee,
        subject: text.subject,
        text: text.body,
        attachments: [{ filename: 'comite.ics', contentType, content: ics(meeting, invitation) }],
      };
    });
  }

  /** Territory, State, Regions, firms of the mission. */
  private members(tx: Tx, { candidacy }: CaseFile): Promise<readonly Recipient[]> {
    return this.recipients(tx, candidacy.id, ['lead', 'member', 'prefecture', 'region', 'mission']);
  }

  /** People with access to a case on these bases, and the officers of the Banque des Territoires; each once. */
  async recipients(tx: Tx, id: CandidacyId, bases: readonly AccessBasis[]): Promise<readonly Recipient[]> {
    const all = [
      ...(await this.directory.recipientsOfCase(tx, id, bases)),
      ...(await this.directory.recipientsOfRoles(tx, ['bdt_officer'], id)),
    ];
    return [...new Map(all.map((one) => [one.address, one])).values()];
  }
}
