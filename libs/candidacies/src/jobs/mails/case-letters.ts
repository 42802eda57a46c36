import { Injectable } from '@nestjs/common';
import { Calls, fillCallText, type CallDefinition, type PlaceholderOf, type TextName, type Wave } from '@rebond/calls';
import { Directory, type AccessBasis } from '@rebond/identity';
import type { Mail, Recipient, Tx } from '@rebond/platform';
import { CONFIG, type Config } from '@rebond/platform';
import { Inject } from '@nestjs/common';
import type { CandidacyId } from '@rebond/kernel';
import { Cases } from '../../application/cases.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** A case with what its letters speak of. */
export interface CaseFile {
  readonly candidacy: Candidacy;
  readonly wave: Wave;
  readonly definition: CallDefinition;
}

type Own<Name extends TextName> = Readonly<Record<Exclude<PlaceholderOf<Name>, Common>, string>>;
type Common =
  'callTitle' | 'territory' | 'reference' | 'link' | 'serviceName' | 'serviceAddress' | 'servicePhone' | 'serviceEmail';

export interface Letter<Name extends TextName> {
  readonly text: Name;
  readonly values: Own<Name>;
  /** What the mail is about, and what makes it unique with its recipient. */
  readonly kind: string;
  readonly cause: string;
}

/** Writes a call's letters about a case, to the people who hold the seats concerned at this moment. */
@Injectable()
export class CaseLetters {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly directory: Directory,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async file(tx: Tx, id: CandidacyId): Promise<CaseFile> {
    const candidacy = await this.cases.read(tx, id);
    const wave = await this.calls.wave(tx, candidacy.waveId);
    return {
      candidacy,
      wave,
      definition: await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion),
    };
  }

  /** One mail per person of the territory: lead and members. */
  async toTerritory<Name extends TextName>(tx: Tx, file: CaseFile, letter: Letter<Name>): Promise<Mail[]> {
    return this.to(await this.recipients(tx, file, ['lead', 'member']), file, letter);
  }

  /** One mail per person of the State's desk. */
  async toDesk<Name extends TextName>(tx: Tx, file: CaseFile, letter: Letter<Name>): Promise<Mail[]> {
    return this.to(await this.directory.recipientsOfRoles(tx, ['programme_director', 'bdt_officer']), file, letter);
  }

  private recipients(tx: Tx, { candidacy }: CaseFile, bases: readonly AccessBasis[]): Promise<readonly Recipient[]> {
    return this.directory.recipientsOfCase(tx, candidacy.id, bases);
  }

  private to<Name extends TextName>(recipients: readonly Recipient[], file: CaseFile, letter: Letter<Name>): Mail[] {
    const values = { ...this.common(file), ...letter.values } as Record<PlaceholderOf<Name>, string>;
    const { subject, body } = fillCallText(file.definition, letter.text, values);
    return recipients.map((to) => ({
      kind: letter.kind,
      cause: letter.cause,
      candidacyId: file.candidacy.id,
      to,
      subject,
      text: body,
    }));
  }

  private common({ candidacy, definition }: CaseFile): Readonly<Record<Common, string>> {
    const { name, address, phone, email } = definition.operatingService;
    return {
      callTitle: definition.title,
      territory: candidacy.territory,
      reference: candidacy.receiptNumber ?? 'brouillon',
      link: new URL(`/candidatures/${candidacy.id}`, this.config.PUBLIC_URL).href,
      serviceName: name,
      serviceAddress: address,
      servicePhone: phone,
      serviceEmail: email,
    };
  }
}
