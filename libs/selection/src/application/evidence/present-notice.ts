import { notifiedOn } from '../../domain/postal-notice.js';
import type { ScannedNotice } from '../../infrastructure/evidence/postal-rows.js';

/** A proof of notification as the API shows it; a type, so that it is JSON. */
export type NoticeView = ReturnType<typeof presentNotice>;

export const presentNotice = (notice: ScannedNotice) => ({
  id: notice.id as string,
  decision: notice.decision,
  decidedAt: notice.decidedAt.toString(),
  appealId: notice.appealId as string | null,
  recipient: notice.recipient,
  trackingNumber: notice.trackingNumber,
  fate: notice.fate,
  presentedOn: notice.presentedOn?.toString() ?? null,
  receivedOn: notice.receivedOn?.toString() ?? null,
  /** The day from which limits run. */
  notifiedOn: notifiedOn(notice).toString(),
  withRoutes: notice.withRoutes,
  struckAt: notice.struckAt?.toString() ?? null,
  scan: notice.scan === null ? null : { ...notice.scan },
});
