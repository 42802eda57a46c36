import { randomBytes, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, enqueueMails, statement, type Config, type Tx } from '@rebond/platform';
import { t } from '../../messages.fr.js';
import { hashToken } from '../actor-of-token.js';
import { CODE_DIGITS, hashCode, MAILED_MINUTES } from './mailed-sign-in.js';

export const SIGN_IN_MAIL = 'sign-in';

const CLAIM = statement(
  'sign_in_claim',
  `update identity.sign_in s set claimed_until = $3
     from (select id from identity.sign_in
            where mailed_at is null and person_id is not null and expires_at > $2
              and (claimed_until is null or claimed_until <= $2)
            order by asked_at limit $1 for update skip locked) due
    where s.id = due.id returning s.id`,
);
const TAKE = statement(
  'sign_in_take',
  `select s.id, p.name, p.email from identity.sign_in s join identity.person p on p.id = s.person_id
    where s.id = any($1::uuid[]) and s.mailed_at is null and s.expires_at > $2 order by s.id for update of s skip locked`,
);
const MAILED = statement(
  'sign_in_mailed',
  'update identity.sign_in set link_hash = $2, code_hash = $3, mailed_at = $4 where id = $1',
);
const FORGET = [
  statement('sign_in_forget', `delete from identity.sign_in where expires_at < $1`),
  statement('throttle_forget', `delete from identity.throttle where since < $1`),
  statement('kept_form_forget', `delete from identity.kept_form where expires_at < $1`),
];

interface Demand {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Writes the mails of those who asked to sign in: their secrets are made with the mail, nothing else ever holds them. */
@Injectable()
export class SignInMails {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async claim(tx: Tx, limit: number, lease: Temporal.Instant): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(CLAIM, [limit, tx.at.toString(), lease.toString()]);
    return rows.map(({ id }) => id);
  }

  async write(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const demand of await tx.query<Demand & Record<string, unknown>>(TAKE, [ids, tx.at.toString()])) {
      const token = randomBytes(32).toString('base64url');
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
      await tx.query(MAILED, [demand.id, hashToken(token), hashCode(demand.id, code), tx.at.toString()]);
      const url = new URL(`/connexion/lien/${token}`, this.config.PUBLIC_URL).href;
      await enqueueMails(tx, [
        {
          kind: SIGN_IN_MAIL,
          cause: demand.id,
          candidacyId: null,
          to: { address: demand.email, name: demand.name },
          subject: t('signIn.subject'),
          text: t('signIn.text', {
            name: demand.name,
            url,
            code: `${code.slice(0, 4)} ${code.slice(4)}`,
            minutes: MAILED_MINUTES,
          }),
        },
      ]);
    }
  }

  /** What has served its day: demands, counts of attempts, forms that nobody came back for. */
  async forget(tx: Tx): Promise<void> {
    const before = tx.at.subtract({ hours: 24 }).toString();
    for (const one of FORGET) await tx.query(one, [before]);
  }
}
