import { Inject, Injectable } from '@nestjs/common';
import { Calls, fillCallText, type CallDefinition, type PlaceholderOf, type TextName, type Wave } from '@rebond/calls';
import { Directory, type AccessBasis } from '@rebond/identity';
import { AbsentError, type CandidacyId, type SeatId, type WaveId } from '@rebond/kernel';
import { CONFIG, statement, type Config, type Mail, type Recipient, type Tx } from '@rebond/platform';
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

/** A letter about a case, of whatever text. */
export interface Written {
  readonly file: CaseFile;
  readonly letter: { [Name in TextName]: Letter<Name> }[TextName];
}

/** The State's desk, as it is written to. */
export const DESK = ['programme_director', 'bdt_officer'] as const;
const IN_CHARGE = statement(
  'letters_in_charge',
  'select candidacy_id, seat_id from candidacies.assignment where candidacy_id = any ($1::uuid[])',
);
const TERRITORY: readonly AccessBasis[] = ['lead', 'member'];

/** Writes a call's letters about a case, to the people who hold the seats concerned at this moment. */
@Injectable()
export class CaseLetters {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly directory: Directory,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AbsentError */
  async file(tx: Tx, id: CandidacyId): Promise<CaseFile> {
    const file = (await this.files(tx, [id])).get(id);
    if (!file) throw new AbsentError();
    return file;
  }

  /** The same for several cases, whatever their number in as many statements as they have waves, and one more. */
  async files(tx: Tx, ids: readonly CandidacyId[]): Promise<ReadonlyMap<CandidacyId, CaseFile>> {
    const candidacies = await this.cases.readAll(tx, [...new Set(ids)]);
    const waves = new Map<WaveId, Wave>();
    const files = new Map<CandidacyId, CaseFile>();
    for (const candidacy of candidacies) {
      const wave = waves.get(candidacy.waveId) ?? (await this.calls.wave(tx, candidacy.waveId));
      waves.set(wave.id, wave);
      const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
      files.set(candidacy.id, { candidacy, wave, definition });
    }
    return files;
  }

  /** One mail per person of the territory: lead and members. */
  async toTerritory<Name extends TextName>(tx: Tx, file: CaseFile, letter: Letter<Name>): Promise<Mail[]> {
    return this.to(await this.directory.recipientsOfCase(tx, file.candidacy.id, TERRITORY), file, letter);
  }

  /** The letters of several cases to their territories; the recipients of all in one statement. */
  async toTerritories(tx: Tx, written: readonly Written[]): Promise<Mail[]> {
    const ids = written.map(({ file }) => file.candidacy.id);
    const recipients = await this.directory.recipientsOfCases(tx, ids, TERRITORY);
    return written.flatMap(({ file, letter }) =>
      this.to(recipients.get(file.candidacy.id) ?? [], file, letter as Letter<TextName>),
    );
  }

  /**
   * The letters of several cases to the State's desk: to who is in charge of each, and to the programme director; to the
   * whole desk where nobody is in charge, or nobody who may be told.
   */
  async toDesks(tx: Tx, written: readonly Written[]): Promise<Mail[]> {
    const mails: Mail[] = [];
    const charged = await this.inCharge(
      tx,
      written.map(({ file }) => file.candidacy.id),
    );
    for (const { file, letter } of written) {
      const { id } = file.candidacy;
      const inCharge = charged.get(id) ?? [];
      const roles = inCharge.length === 0 ? DESK : (['programme_director'] as const);
      const office = await this.directory.recipientsOfRoles(tx, roles, id);
      const people = new Map([...office, ...inCharge].map((one) => [one.address, one]));
      mails.push(...this.to([...people.values()], file, letter as Letter<TextName>));
    }
    return mails;
  }

  /** Who is in charge of each case and may be told of it. */
  async inCharge(tx: Tx, ids: readonly CandidacyId[]): Promise<ReadonlyMap<CandidacyId, readonly Recipient[]>> {
    const rows = await tx.query<{ candidacy_id: CandidacyId; seat_id: SeatId }>(IN_CHARGE, [ids]);
    const people = new Map<CandidacyId, readonly Recipient[]>();
    for (const [id, seats] of Map.groupBy(rows, (one) => one.candidacy_id))
      people.set(
        id,
        await this.directory.recipientsOfSeats(
          tx,
          seats.map((one) => one.seat_id),
          id,
        ),
      );
    return people;
  }

  /** Where a case is read. */
  linkOf(id: CandidacyId): string {
    return new URL(`/candidatures/${id}`, this.config.PUBLIC_URL).href;
  }

  /** One mail per person. @param common what stands for the common values: a link of one's own */
  to<Name extends TextName>(
    recipients: readonly Recipient[],
    file: CaseFile,
    letter: Letter<Name>,
    common: Partial<Readonly<Record<Common, string>>> = {},
  ): Mail[] {
    if (recipients.length === 0) return [];
    const values = { ...this.common(file), ...common, ...letter.values } as Record<PlaceholderOf<Name>, string>;
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
      link: this.linkOf(candidacy.id),
      serviceName: name,
      serviceAddress: address,
      servicePhone: phone,
      serviceEmail: email,
    };
  }
}
