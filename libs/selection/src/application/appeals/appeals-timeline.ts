import { Injectable } from '@nestjs/common';
import { dayText, TimelineEntry, type CaseEntry, type TimelineFormatter } from '@rebond/candidacies';
import { isKeyOf } from '@rebond/kernel';
import { APPEAL_KINDS } from '../../domain/appeals/appeal.js';
import { t } from '../../messages.appeals.fr.js';

const kindOf = ({ facts }: CaseEntry): string => t(`kind.${APPEAL_KINDS.find((one) => one === facts.kind) ?? 'any'}`);

const SENTENCES = {
  'appeal.registered': (entry) =>
    t(entry.facts.late === true ? 'timeline.registeredLate' : 'timeline.registered', {
      kind: kindOf(entry),
      on: dayText(entry.facts.receivedOn),
    }),
  'appeal.rejected': (entry) => t('timeline.rejected', { kind: kindOf(entry) }),
  'appeal.upheld': (entry) => t('timeline.upheld', { kind: kindOf(entry) }),
  'appeal.files-joined': (entry) => t('timeline.filesJoined', { kind: kindOf(entry) }),
  'notification.proven': ({ facts }) => t('timeline.proven', { on: dayText(facts.notifiedOn) }),
  'notification.proof-struck': () => t('timeline.proofStruck'),
  'appeal.withdrawn': (entry) => t('timeline.withdrawn', { kind: kindOf(entry) }),
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** Appeals and proofs of notification in a case's timeline, for its territory and the State's desk. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class AppealsTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
