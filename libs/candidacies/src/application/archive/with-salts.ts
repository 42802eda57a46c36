import type { CandidacyId } from '@rebond/kernel';
import type { Statement, Tx } from '@rebond/platform';

/**
 * Texts that the journal is bound to, each with the salt that its entry was hashed with; null where it was written before.
 * @param salts gives `id` and `salt` of the texts of a case
 */
export async function withSalts<Text extends { readonly id: string }>(
  tx: Tx,
  salts: Statement,
  id: CandidacyId,
  texts: readonly Text[],
): Promise<(Text & { readonly salt: string | null })[]> {
  const rows = await tx.query<{ id: string; salt: string | null }>(salts, [id]);
  const byId = new Map(rows.map((row) => [row.id, row.salt]));
  return texts.map((text) => ({ ...text, salt: byId.get(text.id) ?? null }));
}
