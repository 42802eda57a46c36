import type { AuditVerdict } from '@rebond/platform';

const figure = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('fr-FR')} ${count < 2 ? one : many}`;

/** What a verification found, for people: one line, then one per fault. */
export function auditReport(verdict: AuditVerdict): string {
  const { entries, streams, seals, erasedPayloads, faults, unlisted } = verdict;
  const read = [
    figure(entries, 'écriture', 'écritures'),
    figure(streams, 'fil', 'fils'),
    figure(seals, 'scellé', 'scellés'),
    ...(erasedPayloads > 0 ? [figure(erasedPayloads, 'donnée effacée', 'données effacées')] : []),
  ].join(', ');
  if (faults.length === 0) return `Chaîne d'audit intacte : ${read}.`;
  const lines = faults.map(({ stream, seq, reason }) => `  ${stream}, rang ${seq} : ${reason}`);
  if (unlisted > 0) lines.push(`  … et ${figure(unlisted, 'autre anomalie', 'autres anomalies')}`);
  return [`Chaîne d'audit ROMPUE (${read}) :`, ...lines].join('\n');
}
