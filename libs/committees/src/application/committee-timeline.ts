import { Injectable } from '@nestjs/common';
import type { CommitteeKind } from '@rebond/calls';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from '@rebond/candidacies';
import { formatInstant, type Json, isKeyOf, said, say } from '@rebond/kernel';

const NAMES: Readonly<Record<CommitteeKind, string>> = {
  launch: say`Comité de lancement`,
  interim: say`Comité intermédiaire`,
  closing: say`Comité de clôture`,
  followUp: say`Comité de suivi`,
};

const named = (kind: Json | undefined): string =>
  typeof kind === 'string' && Object.hasOwn(NAMES, kind) ? said(NAMES[kind as CommitteeKind]) : say`Comité`;
const day = (value: Json | undefined): string =>
  typeof value === 'string' ? formatInstant(Temporal.Instant.from(value)) : say`une date inconnue`;

const SENTENCES = {
  'meeting.planned': ({ facts }) => say`${named(facts.kind)} prévu le ${day(facts.startsAt)}.`,
  'meeting.moved': ({ facts }) => say`${named(facts.kind)} fixé au ${day(facts.startsAt)}.`,
  'meeting.convened': ({ facts }) => say`${named(facts.kind)} convoqué pour le ${day(facts.startsAt)}.`,
  'meeting.held': ({ facts }) => say`${named(facts.kind)} tenu le ${day(facts.heldAt)}.`,
  'meeting.cancelled': ({ facts }) => say`${named(facts.kind)} du ${day(facts.startsAt)} annulé.`,
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** The acts of the meetings of a case in words: they are its steering committees. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class CommitteeTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}
