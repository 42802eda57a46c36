import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition, type Field } from '@rebond/calls';
import type { Siren } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { readAnswers } from '../edit/save-answers.js';
import { definitionOf } from '../read/definition-of.js';
import { teamOf } from '../team/team.js';
import type { PlannedPerimeter } from './change-perimeter.js';

/** What a change of perimeter brings beside the members themselves. */
export interface Consequences {
  /** Names of the people who have access to the case by an EPCI that leaves, and by no other. */
  readonly people: readonly string[];
  /** Labels of the pieces that each newcomer is asked for. */
  readonly askedOfNewcomers: readonly string[];
  /** Labels of the answers that still name an EPCI that leaves: theirs to correct, nobody else's. */
  readonly stillNaming: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

const names = (value: unknown, sirens: readonly Siren[]): boolean =>
  Array.isArray(value) && value.some((one) => sirens.includes(one as Siren));

/** Whether an answer lists one of these EPCI, in itself or in a row. */
function isNaming(field: Field, value: unknown, sirens: readonly Siren[]): boolean {
  if (field.type === 'epciList') return names(value, sirens);
  if (field.type !== 'repeated' || !Array.isArray(value)) return false;
  return (value as Values[]).some((row) => field.fields.some((one) => isNaming(one, row[one.key], sirens)));
}

const fieldsOf = ({ sections }: CallDefinition) => sections.flatMap(({ fields }) => fields);

/** Tells the lead what a change will do before it is made. */
@Injectable()
export class PerimeterConsequences {
  constructor(private readonly calls: Calls) {}

  async of(tx: Tx, { before, change: { joined, left } }: PlannedPerimeter): Promise<Consequences> {
    const fields = fieldsOf(await definitionOf(tx, this.calls, before));
    const { document } = await readAnswers(tx, before.id);
    const leaving = (await teamOf(tx, before.id)).filter(({ siren }) => left.some((one) => one === siren));
    return {
      people: leaving.flatMap(({ seats }) => seats.flatMap(({ holders }) => holders.map(({ name }) => name))),
      askedOfNewcomers:
        joined.length === 0 ? [] : fields.filter((one) => one.type === 'file' && one.perEpci).map(({ label }) => label),
      stillNaming: fields.filter((one) => isNaming(one, document[one.key], left)).map(({ label }) => label),
    };
  }
}
