import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { RefusedError, type PersonId, say } from '@rebond/kernel';
import { CONFIG, record, statement, SYSTEM, Transactions, type Config, type Tx } from '@rebond/platform';
import { Enter, type Browser, type Entered } from '../sign-in/enter.js';
import { forAccount, fromNetwork, Throttle } from '../sign-in/throttle.js';
import { hideSecret, revealSecret, type KeptSecret } from './authenticator-secrets.js';
import { newRecoveryCodes, useRecoveryCode } from './recovery-codes.js';

const STEP_SECONDS = 30;
/** Attempts for one account in a quarter of an hour. */
const MOST_ATTEMPTS = 10;
/** Whose secret is tried for who has no authenticator, so that the work is the same. */
const NOBODY = 'nobody';

const OF_EMAIL = statement(
  'totp_of_email',
  `select p.id as person_id, a.secret, a.key_id from (select $1::text as email) e
     left join identity.person p on p.email = e.email
                                and exists (select 1 from identity.holding h where h.person_id = p.id
                                             and h.from_at <= $2 and (h.until_at is null or h.until_at > $2))
     left join identity.totp a on a.person_id = p.id and a.confirmed_at is not null`,
);
const OF_PERSON = statement(
  'totp_of_person',
  'select secret, key_id, confirmed_at from identity.totp where person_id = $1',
);
const PREPARE = statement(
  'totp_prepare',
  'insert into identity.totp (person_id, secret, key_id, created_at) values ($1, $2, $3, $4) on conflict do nothing',
);
/** A code serves once: its step must be later than the last one that served (RFC 6238 §5.2). */
const USE_STEP = statement(
  'totp_use_step',
  'update identity.totp set last_step = $2 where person_id = $1 and last_step < $2 returning 1 as one',
);
const CONFIRM = statement(
  'totp_confirm',
  'update identity.totp set confirmed_at = $2 where person_id = $1 and confirmed_at is null returning 1 as one',
);
const REMOVE = statement('totp_remove', 'delete from identity.totp where person_id = $1');
const NAME = statement('totp_name', 'select email from identity.person where id = $1');

export interface Proof {
  readonly email: string;
  /** Six digits of the authenticator, or a recovery code. */
  readonly code: string;
  readonly network: string;
}

export interface Enrolment {
  readonly isConfirmed: boolean;
  /** Null once confirmed: it is shown to be typed or scanned, once. */
  readonly secret: string | null;
  /** `otpauth://` address of the secret, for a QR code. */
  readonly uri: string | null;
}

interface OfPerson extends KeptSecret {
  readonly confirmed_at: Date | null;
}

interface OfEmail {
  readonly person_id: PersonId | null;
  /** Null without an authenticator. */
  readonly secret: string | null;
  readonly key_id: string | null;
}

const keptOf = (found: OfEmail | undefined): KeptSecret | null =>
  typeof found?.secret === 'string' ? { secret: found.secret, key_id: found.key_id } : null;

const newSecret = (): string => new Secret({ size: 20 }).base32;

const generatorOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Rebond', label, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS, secret });

const isTyped = (code: string): boolean => /^\d{6}$/.test(code);

/** The step that a code belongs to, or null: this one, or its neighbours for a clock that is half a minute off. */
function stepOf(secret: string, code: string, at: Temporal.Instant): number | null {
  const timestamp = at.epochMilliseconds;
  const delta = generatorOf(secret).validate({ token: isTyped(code) ? code : '000000', timestamp, window: 1 });
  return delta === null || !isTyped(code) ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

const wrong = (): RefusedError =>
  new RefusedError('wrong-code', say`L’adresse ou le code n’est pas le bon, ou ce code a déjà servi.`, [
    { pointer: '/code', code: 'wrong-code', detail: say`Vérifiez l’adresse et le code, ou attendez le code suivant.` },
  ]);

/** Authenticators (RFC 6238) and their recovery codes: signing in when no mail comes through. */
@Injectable()
export class Authenticators {
  private readonly nobodys: KeptSecret;

  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: Throttle,
    private readonly enter: Enter,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const { text, keyId } = hideSecret(config.SECRET_KEYS, NOBODY, newSecret());
    this.nobodys = { secret: text, key_id: keyId };
  }

  /** @throws RefusedError `wrong-code`, whatever was wrong; TooManyError */
  async signIn({ email, code, network }: Proof, browser: Browser, at: Temporal.Instant): Promise<Entered> {
    const address = email.trim().toLowerCase();
    await this.throttle.hit([fromNetwork('code', network), forAccount('code', address, MOST_ATTEMPTS)], at);
    return this.transactions.run(
      SYSTEM,
      async (tx) => {
        const [found] = await tx.query<OfEmail & Record<string, unknown>>(OF_EMAIL, [address, at.toString()]);
        const personId = found?.person_id ?? null;
        const means = await this.check(tx, personId, keptOf(found), code);
        if (personId === null || means === null) throw wrong();
        return this.enter.enter(tx, personId, means, browser);
      },
      { at },
    );
  }

  /** Shows the secret of an authenticator that is not confirmed yet, and makes one where there is none. */
  async enrolment(tx: Tx, personId: PersonId): Promise<Enrolment> {
    const { text, keyId } = hideSecret(this.config.SECRET_KEYS, personId, newSecret());
    await tx.query(PREPARE, [personId, text, keyId, tx.at.toString()]);
    const row = await this.ofPerson(tx, personId);
    if (!row || row.confirmed_at) return { isConfirmed: row !== undefined, secret: null, uri: null };
    const secret = revealSecret(this.config.SECRET_KEYS, personId, row);
    const [person] = await tx.query<{ email: string }>(NAME, [personId]);
    return { isConfirmed: false, secret, uri: generatorOf(secret, person?.email ?? '').toString() };
  }

  /** @returns the recovery codes, shown once. @throws RefusedError `wrong-code` */
  async confirm(tx: Tx, personId: PersonId, code: string): Promise<readonly string[]> {
    const row = await this.ofPerson(tx, personId);
    if (!row || (await this.check(tx, personId, row, code)) !== 'totp') throw wrong();
    if ((await tx.query(CONFIRM, [personId, tx.at.toString()])).length === 0) throw wrong();
    await this.tell(tx, personId, 'authenticator.enrolled');
    return newRecoveryCodes(tx, personId);
  }

  /** Takes new recovery codes: the former ones serve no more. @throws RefusedError `wrong-code` */
  async renewCodes(tx: Tx, personId: PersonId, code: string): Promise<readonly string[]> {
    await this.require(tx, personId, code);
    await this.tell(tx, personId, 'authenticator.codes-renewed');
    return newRecoveryCodes(tx, personId);
  }

  /** @throws RefusedError `wrong-code` */
  async remove(tx: Tx, personId: PersonId, code: string): Promise<void> {
    await this.require(tx, personId, code);
    await tx.query(REMOVE, [personId]);
    await this.tell(tx, personId, 'authenticator.removed');
  }

  private async require(tx: Tx, personId: PersonId, code: string): Promise<void> {
    const row = await this.ofPerson(tx, personId);
    if (!row?.confirmed_at || (await this.check(tx, personId, row, code)) === null) throw wrong();
  }

  private async ofPerson(tx: Tx, personId: PersonId): Promise<OfPerson | undefined> {
    return (await tx.query<OfPerson & Record<string, unknown>>(OF_PERSON, [personId]))[0];
  }

  /** The same statements and the same arithmetic, whoever is asked for and whatever was typed. */
  private async check(
    tx: Tx,
    personId: PersonId | null,
    kept: KeptSecret | null,
    typed: string,
  ): Promise<'totp' | 'recovery' | null> {
    const code = typed.replace(/[\s-]/g, '').toLowerCase();
    const secret = revealSecret(this.config.SECRET_KEYS, kept ? (personId ?? NOBODY) : NOBODY, kept ?? this.nobodys);
    const step = stepOf(secret, code, tx.at);
    const isFresh = (await tx.query(USE_STEP, [personId, step])).length > 0;
    const isRecovery = await useRecoveryCode(tx, personId, code);
    if (personId === null || kept === null) return null;
    return isFresh ? 'totp' : isRecovery ? 'recovery' : null;
  }

  private tell(tx: Tx, personId: PersonId, action: string): Promise<void> {
    return record(tx, `person:${personId}`, null, [{ action, audience: 'system', facts: { person: personId } }]);
  }
}
