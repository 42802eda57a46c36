import { Injectable } from '@nestjs/common';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from '@rebond/candidacies';
import { GROUNDS, type Ground } from '@rebond/identity';
import { isKeyOf } from '@rebond/kernel';
import { t } from '../../messages.recusals.fr.js';

const groundsOf = ({ facts }: CaseEntry): string => {
  const told = Array.isArray(facts['grounds']) ? facts['grounds'] : [];
  const known = told.filter((one): one is Ground => GROUNDS.some((ground) => ground === one));
  return (known.length > 0 ? known : (['other'] as const)).map((ground) => t(`ground.${ground}`)).join(', ');
};

const SENTENCES = {
  'recusal.declared': (entry) => t('timeline.declared', { grounds: groundsOf(entry) }),
  'recusal.set-aside': (entry) => t('timeline.set-aside', { grounds: groundsOf(entry) }),
  'recusal.lifted': () => t('timeline.lifted'),
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** Recusals in a case's timeline, for the State's side. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class RecusalTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
