import { impliedOn, isImplied, madeOn, type Appeal, type Appealable } from '../../domain/appeals/appeal.js';
import type { AppealPiece } from '../../infrastructure/appeals/appeal-file-rows.js';
import { isAfter, type Contested, type Limit } from '../../domain/appeals/limits.js';

const presentLimit = ({ basis, lastDay }: Limit) => ({ basis, lastDay: lastDay?.toString() ?? null });
export type LimitView = ReturnType<typeof presentLimit>;

/** An appeal as the API shows it; a type, so that it is JSON. */
export type AppealView = ReturnType<typeof presentAppeal>;

export const presentAppeal = (appeal: Appeal, today: Temporal.PlainDate, files: readonly AppealPiece[]) => ({
  id: appeal.id as string,
  candidacyId: appeal.candidacyId as string,
  kind: appeal.kind,
  decision: appeal.decision,
  appellant: appeal.appellant,
  grounds: appeal.grounds,
  receivedOn: appeal.receivedOn.toString(),
  sentOn: appeal.sentOn?.toString() ?? null,
  /** As it stood when the appeal was registered. */
  limit: presentLimit(appeal.limit),
  isLate: isAfter(madeOn(appeal), appeal.limit),
  /** Day on which silence rejects it; null for one to the judge. */
  impliedOn: impliedOn(appeal)?.toString() ?? null,
  /** Silence has rejected it. */
  isImplied: isImplied(appeal, today),
  status: appeal.status,
  version: appeal.version,
  reasons: appeal.reasons,
  concludedOn: appeal.concludedOn?.toString() ?? null,
  /** What came with it, and with its answer. */
  files: files
    .filter(({ appealId }) => appealId === appeal.id)
    .map(({ id, part, filename, mediaType, sizeBytes }) => ({ id, part, filename, mediaType, sizeBytes })),
});

/** A decision that may be contested, and until when; a type, so that it is JSON. */
export type StandingView = ReturnType<typeof presentStanding>;

export const presentStanding = (decision: Appealable, contested: Contested, informal: Limit, formal: Limit) => ({
  decision,
  decidedOn: contested.on.toString(),
  /** Last day on which an addressee is proven to have been told; null without proof. */
  notifiedOn: contested.notice.on?.toString() ?? null,
  /** It was told how and until when to appeal. */
  withRoutes: contested.notice.withRoutes,
  informal: presentLimit(informal),
  formal: presentLimit(formal),
});
