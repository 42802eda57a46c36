import { Injectable } from '@nestjs/common';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from '@rebond/candidacies';
import { t } from '../../messages.archive.fr.js';

const SENTENCES = {
  'candidacy.exported': () => t('timeline.exported'),
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** Archives taken of a case, in its timeline. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class ArchiveTimeline implements TimelineFormatter {
  format(): string {
    return SENTENCES['candidacy.exported']();
  }
}
