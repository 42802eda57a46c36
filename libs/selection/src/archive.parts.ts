import type { Provider } from '@nestjs/common';
import { AppealsPart, PostalNoticesPart } from './application/archive/appeals.part.js';
import { DecisionsPart } from './application/archive/decisions.part.js';
import { NotificationsPart } from './application/archive/notifications.part.js';
import { ReviewsPart } from './application/archive/reviews.part.js';

/** What selection brings to the archive of a case. */
export const ARCHIVE_PARTS: readonly Provider[] = [
  ReviewsPart,
  DecisionsPart,
  NotificationsPart,
  PostalNoticesPart,
  AppealsPart,
];
