/** Where a mail that can't be delivered comes back: an address that names the mail (VERP), since few reports do. */
const ADDRESS = /\bretour\+([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})@/i;

export const returnAddress = (mailId: string, domain: string): string =>
  `retour+${mailId.replaceAll('-', '')}@${domain}`;

/** The id of the mail that the first of these addresses names, or null. */
export function mailReturnedTo(addresses: readonly string[]): string | null {
  for (const one of addresses) {
    const parts = ADDRESS.exec(one)?.slice(1);
    if (parts) return parts.join('-').toLowerCase();
  }
  return null;
}
