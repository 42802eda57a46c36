import { say } from '@rebond/kernel';
import type { AdmissibilityCheck } from '@rebond/calls';
import type { Fault } from '@rebond/kernel';

/** What an officer says of a candidacy's admissibility. */
export interface Assessment {
  readonly admissible: boolean;
  /** By the keys of the call's checklist; not said: all of it is met where the candidacy is admitted. */
  readonly checks?: Readonly<Record<string, boolean>> | undefined;
  /** Of the officer, beside those of the checks that are not met. */
  readonly reasons: readonly string[];
}

/** A type, so that it is JSON. */
export type CheckResult = { readonly key: string; readonly met: boolean };

export interface Verdict {
  /** Of the whole checklist; empty where the officer gave reasons of their own only. */
  readonly checks: readonly CheckResult[];
  /** Why it is inadmissible, as the territory is told: the checks that are not met, then the officer's own reasons. */
  readonly reasons: readonly string[];
}

type Check = Pick<AdmissibilityCheck, 'key' | 'label' | 'refusal'>;

const fault = (path: string, code: string, detail: string): Fault => ({ pointer: `/${path}`, code, detail });

/** Every fault of an assessment against the call's checklist; a refusal is reasoned (CRPA L211-2). */
export function assessmentFaults(checklist: readonly Check[], { admissible, checks, reasons }: Assessment): Fault[] {
  const said = checks ?? {};
  const unknown = Object.keys(said).filter((key) => !checklist.some((one) => one.key === key));
  const missing = checks === undefined ? [] : checklist.filter(({ key }) => said[key] === undefined);
  const unmet = checklist.filter(({ key }) => said[key] === false);
  return [
    ...unknown.map((key) => fault(`checks/${key}`, 'unknown-check', say`Ce point n’est pas de la liste de l’appel.`)),
    ...missing.map(({ key, label }) =>
      fault(`checks/${key}`, 'check-missing', say`Dites si ce point est satisfait : ${label}.`),
    ),
    ...(admissible
      ? unmet.map(({ key, label }) =>
          fault(
            `checks/${key}`,
            'check-not-met',
            say`Une candidature recevable satisfait à chaque point : ${label}. Demandez un complément, ou prononcez l’irrecevabilité.`,
          ),
        )
      : []),
    ...(!admissible && unmet.length === 0 && reasons.length === 0
      ? [fault('reasons', 'reason-required', say`Une irrecevabilité est motivée : donnez au moins un motif.`)]
      : []),
  ];
}

/** What is recorded and told of an assessment without a fault. */
export function verdictOf(checklist: readonly Check[], { admissible, checks, reasons }: Assessment): Verdict {
  if (admissible) return { checks: checklist.map(({ key }) => ({ key, met: true })), reasons: [] };
  const unmet = checklist.filter(({ key }) => checks?.[key] === false);
  return {
    checks: checks === undefined ? [] : checklist.map(({ key }) => ({ key, met: checks[key] === true })),
    reasons: [...unmet.map(({ refusal }) => refusal), ...reasons],
  };
}
