import {
  answerOf,
  isAnswered,
  visibleFields,
  type Answers,
  type CallDefinition,
  type Completeness,
  type Missing,
  type Section,
} from '@rebond/calls';

export type SectionStatus = 'todo' | 'ongoing' | 'complete' | 'faulty' | 'optional';

/** How far a section is. */
export interface SectionProgress {
  readonly section: Section;
  readonly status: SectionStatus;
  /** Answers that can't be accepted as they stand. */
  readonly faults: number;
  /** Answers that the deposit waits for. */
  readonly missing: number;
  /** Pieces that may come after the deposit. */
  readonly promised: number;
}

const isWrong = (missing: Missing): boolean => missing.reason !== 'absent';

function statusOf(section: Section, blocking: readonly Missing[], answered: number, asks: boolean): SectionStatus {
  if (blocking.some(isWrong)) return 'faulty';
  if (blocking.length > 0) return answered === 0 ? 'todo' : 'ongoing';
  return answered === 0 && !asks ? 'optional' : 'complete';
}

/** The sections that these answers show, in the order of the form, each with how far it is. */
export function progressOf(definition: CallDefinition, answers: Answers, found: Completeness): SectionProgress[] {
  const visible = new Set(visibleFields(definition, answers).map(({ key }) => key));
  return definition.sections.flatMap((section) => {
    const fields = section.fields.filter(({ key }) => visible.has(key));
    if (fields.length === 0) return [];
    const blocking = found.blocking.filter((one) => one.section === section.key);
    const answered = fields.filter(({ key }) => isAnswered(answerOf(answers, key))).length;
    const asks = fields.some(({ requirement }) => requirement === 'blocking');
    return [
      {
        section,
        status: statusOf(section, blocking, answered, asks),
        faults: blocking.filter(isWrong).length,
        missing: blocking.filter((one) => !isWrong(one)).length,
        promised: found.promised.filter((one) => one.section === section.key).length,
      },
    ];
  });
}
