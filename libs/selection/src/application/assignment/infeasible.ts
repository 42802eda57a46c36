import type { Shortfall } from '../../domain/assignment/feasible.js';
import { t } from '../../messages.assignment.fr.js';

/** A demand that no assignment meets; a type, so that it is JSON. */
export type Infeasible<Id> = {
  /** What lacks what: candidacies reviewers, or reviewers candidacies to meet their least loads. */
  readonly of: Shortfall['of'];
  /** Those that can't all be served; none of them can be left out of the reason. Empty when it is all of them. */
  readonly ids: readonly Id[];
  readonly required: number;
  readonly available: number;
  /** The same in a French sentence. */
  readonly message: string;
};

/** @param nameOf the identifier or the name by which the reader knows each */
export function infeasible<Id extends string | number>(
  { of, isOverall, places, required, available }: Shortfall,
  nameOf: (of: Shortfall['of'], place: number) => Id,
): Infeasible<Id> {
  const ids = isOverall ? [] : places.map((place) => nameOf(of, place));
  const kind = isOverall ? 'overall' : ids.length === 1 ? 'one' : 'many';
  return {
    of,
    ids,
    required,
    available,
    message: t(`shortfall.${of}.${kind}`, { names: ids.join(', '), required, available }),
  };
}
