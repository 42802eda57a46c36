import { isKeyOf, said, say } from '@rebond/kernel';
import { Injectable } from '@nestjs/common';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from '../timeline/timeline-entry.js';
import { deadlineText } from '../timeline/words.js';

const STANCES: Readonly<Record<string, string>> = {
  favourable: say`favorable`,
  reserved: say`favorable avec réserves`,
  unfavourable: say`défavorable`,
};

const SENTENCES = {
  'candidacy.assigned': ({ facts }) =>
    facts.officer === null ? say`Le dossier n’a plus de chargé.` : say`Le dossier est confié à un chargé de dossier.`,
  'note.written': () => say`Note des services de l’État.`,
  'opinion.asked': ({ facts }) => say`Avis demandé, attendu au plus tard le ${deadlineText(facts.dueAt)}.`,
  'opinion.given': ({ facts }) =>
    say`Avis ${said(STANCES[typeof facts.stance === 'string' ? facts.stance : ''] ?? say`rendu`)}${facts.byLink === true ? say`, donné par un lien` : ''}.`,
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** What the State's side did around a case, in words. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class ReviewTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
