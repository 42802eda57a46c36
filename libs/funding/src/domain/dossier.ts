import { RefusedError, type Fault, say } from '@rebond/kernel';

/**
 * Where a project stands at Bpifrance (DOMAIN §1.2: deposit by the company, financial examination, award decision,
 * payment). `withdrawn`: the company gives up.
 */
export const DOSSIER_STATUSES = ['deposited', 'examination', 'granted', 'refused', 'paid', 'withdrawn'] as const;
export type DossierStatus = (typeof DOSSIER_STATUSES)[number];

const NEXT: Readonly<Record<DossierStatus | 'none', readonly DossierStatus[]>> = {
  none: ['deposited', 'examination'],
  deposited: ['examination', 'withdrawn'],
  examination: ['granted', 'refused', 'withdrawn'],
  granted: ['paid', 'withdrawn'],
  // A refused dossier may be examined again.
  refused: ['examination'],
  paid: [],
  withdrawn: [],
};

/** What may come after; from nothing, the first. */
export const nextStatuses = (current: DossierStatus | null): readonly DossierStatus[] => NEXT[current ?? 'none'];

export interface DatedStatus {
  readonly status: DossierStatus;
  readonly decidedOn: string;
}

/** What keeps a status from following another, on this day. */
export function statusFaults(before: DatedStatus | null, next: DatedStatus, today: string): readonly Fault[] {
  const faults: Fault[] = [];
  if (!nextStatuses(before?.status ?? null).includes(next.status))
    faults.push({ pointer: '/status', code: 'illegal-status', detail: say`Ce statut ne suit pas celui du dossier.` });
  if (next.decidedOn > today)
    faults.push({ pointer: '/decidedOn', code: 'in-the-future', detail: say`Cette date n’est pas encore passée.` });
  if (before && next.decidedOn < before.decidedOn)
    faults.push({ pointer: '/decidedOn', code: 'before-the-last', detail: say`Cette date précède le statut actuel.` });
  return faults;
}

/** @throws RefusedError `bad-status` with every fault */
export function requireStatus(before: DatedStatus | null, next: DatedStatus, today: string): void {
  const faults = statusFaults(before, next, today);
  if (faults.length > 0) throw new RefusedError('bad-status', say`Ce statut ne peut pas être enregistré.`, faults);
}
