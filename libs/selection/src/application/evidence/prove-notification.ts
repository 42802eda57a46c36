import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases, type IncomingFile } from '@rebond/candidacies';
import { AbsentError, dateIn, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { Verbs, type Download, type RequestContext, type Tx } from '@rebond/platform';
import type { Appeal } from '../../domain/appeals/appeal.js';
import {
  notifiedOn,
  POSTAL_FATES,
  postalFaults,
  requireStanding,
  type PostalNoticeId,
} from '../../domain/postal-notice.js';
import { appealsOf } from '../../infrastructure/appeals/appeal-rows.js';
import {
  findNoticeForUpdate,
  insertNotice,
  postalNoticesOf,
  strikeNotice,
  type ScannedNotice,
} from '../../infrastructure/evidence/postal-rows.js';
import { JoinFiles } from '../appeals/join-files.js';
import { ReadAppeals, type Standing } from '../appeals/read-appeals.js';
import { signatureOf } from '../sign.js';
import { presentNotice, type NoticeView } from './present-notice.js';

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

export const proveNotificationInput = z.strictObject({
  /** The appeal whose rejection the letter notifies; the decision that stands, when it is not said. */
  appealId: z.uuid().optional(),
  recipient: z.string().trim().min(1).max(300),
  trackingNumber: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, '').toUpperCase())
    .pipe(z.string().regex(/^[0-9A-Z]{8,20}$/, say`Ce numéro de suivi compte 8 à 20 lettres et chiffres.`)),
  fate: z.enum(POSTAL_FATES),
  presentedOn: day.optional(),
  receivedOn: day.optional(),
  /** What was in the envelope said how and until when to appeal. */
  withRoutes: z.boolean().default(false),
});
export type ProveNotificationInput = z.output<typeof proveNotificationInput>;

export const strikeNoticeInput = z.strictObject({ reason: z.string().trim().min(1).max(1_000) });

type Notified = Pick<ScannedNotice, 'decision' | 'decidedAt' | 'appealId'> & { readonly on: Temporal.PlainDate };

/** Records what registered letters prove of the notification of a decision, or of an appeal's rejection. */
@Injectable()
export class ProveNotification {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly appeals: ReadAppeals,
    private readonly joining: JoinFiles,
  ) {}

  /** @throws RefusedError `nothing-notified`, `unknown-appeal`, `invalid-input` for its dates, `bad-files`, `one-scan` */
  async record(
    ctx: RequestContext,
    id: CandidacyId,
    input: ProveNotificationInput,
    incoming: readonly IncomingFile[] = [],
  ): Promise<NoticeView> {
    if (incoming.length > 1) throw refused('/files', 'one-scan', say`Joignez un seul fichier : l’avis ou l’enveloppe.`);
    const [scan = null] = await this.joining.keep(incoming);
    return this.verbs.write(ctx, (tx) => this.write(tx, id, input, scan));
  }

  private async write(
    tx: Tx,
    id: CandidacyId,
    { appealId, presentedOn: presented, receivedOn: received, ...input }: ProveNotificationInput,
    scan: Download | null,
  ): Promise<NoticeView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const appeals = await appealsOf(tx, id);
    const standing = await this.appeals.standing(tx, candidacy, [], appeals);
    const { on, ...notified } = appealId === undefined ? decisionOf(standing) : rejectionOf(appeals, appealId);
    const days = { presentedOn: presented ?? null, receivedOn: received ?? null };
    const faults = postalFaults({ ...input, ...days, decidedOn: on, today: dateIn(tx.at) });
    if (faults.length > 0) throw new RefusedError('invalid-input', say`La demande comporte des erreurs.`, faults);
    const notice: ScannedNotice = {
      ...{ id: randomUUIDv7() as string as PostalNoticeId, candidacyId: id, ...notified },
      ...{ ...input, ...days, struckAt: null, scan },
    };
    await insertNotice(tx, notice, signatureOf(tx));
    await this.cases.record(tx, id, [
      {
        action: 'notification.proven',
        audience: 'state',
        facts: {
          ...{ notice: notice.id, decision: notice.decision, appeal: notice.appealId, fate: notice.fate },
          ...{ notifiedOn: notifiedOn(notice).toString(), withRoutes: notice.withRoutes, scan: scan?.sha256 ?? null },
        },
        personal: { recipient: notice.recipient, trackingNumber: notice.trackingNumber },
      },
    ]);
    return presentNotice(notice);
  }

  /**
   * A proof that was mistaken counts no more; it stays, with why.
   * @throws RefusedError `notice-struck`
   */
  strike(
    ctx: RequestContext,
    id: CandidacyId,
    noticeId: PostalNoticeId,
    { reason }: z.output<typeof strikeNoticeInput>,
  ): Promise<NoticeView> {
    return this.verbs.write(ctx, async (tx) => {
      await this.cases.lockOne(tx, id);
      const notice = await findNoticeForUpdate(tx, id, noticeId);
      if (!notice) throw new AbsentError();
      requireStanding(notice);
      await strikeNotice(tx, noticeId, reason, signatureOf(tx));
      await this.cases.record(tx, id, [
        { action: 'notification.proof-struck', audience: 'state', facts: { notice: noticeId }, personal: { reason } },
      ]);
      return presentNotice({ ...notice, struckAt: tx.at });
    });
  }

  /** @throws AbsentError when the case is hidden */
  async list(tx: Tx, id: CandidacyId): Promise<readonly NoticeView[]> {
    await this.cases.read(tx, id);
    return (await postalNoticesOf(tx, id)).map(presentNotice);
  }

  /** What was scanned. @throws AbsentError */
  async scan(tx: Tx, id: CandidacyId, noticeId: PostalNoticeId): Promise<Download> {
    await this.cases.read(tx, id);
    const found = (await postalNoticesOf(tx, id)).find((one) => one.id === noticeId);
    if (!found?.scan) throw new AbsentError();
    return found.scan;
  }
}

/** A silence is told to nobody: its receipt was, before it. */
function decisionOf(standing: Standing | null): Notified {
  if (standing === null || standing.decision === 'lapsed')
    throw new RefusedError('nothing-notified', say`Aucune décision expresse n’est en vigueur sur ce dossier.`);
  const { decision, decidedAt, contested } = standing;
  return { decision, decidedAt, appealId: null, on: contested.on };
}

function rejectionOf(appeals: readonly Appeal[], appealId: string): Notified {
  const appeal = appeals.find((one) => one.id === appealId);
  if (appeal?.status !== 'rejected' || appeal.kind === 'formal' || appeal.concludedOn === null)
    throw refused('/appealId', 'unknown-appeal', say`Ce recours n’a pas été rejeté par l’État.`);
  return { decision: appeal.decision, decidedAt: appeal.decidedAt, appealId: appeal.id, on: appeal.concludedOn };
}

const refused = (pointer: string, code: string, detail: string): RefusedError =>
  new RefusedError(code, detail, [{ pointer, code, detail }]);
