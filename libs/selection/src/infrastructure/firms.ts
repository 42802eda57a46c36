import { statement, type Tx } from '@rebond/platform';

const READ = statement(
  'consultancies_named',
  `select name, siren from identity.organisation where kind = 'consultancy' and siren is not null
    order by name collate "fr-x-icu"`,
);

export interface Firm extends Record<string, unknown> {
  readonly name: string;
  readonly siren: string;
}

/** The consultancies that are registered with a SIREN, by name. */
export const firmsOf = (tx: Tx): Promise<readonly Firm[]> => tx.query<Firm>(READ);
