import { instantOf, statement, type Tx } from '@rebond/platform';

export const FOLDER_PRODUCED = 'decision-list.folder-produced';

/** A folder that somebody had made. */
export interface Production {
  readonly at: Temporal.Instant;
  /** Function of who asked for it. */
  readonly by: string;
  readonly status: string;
  readonly sha256: string;
}

const OF_LIST = statement(
  'folder_productions',
  `select e.at, coalesce(s.title || ', ' || o.name, '') as by, e.canonical::jsonb -> 'facts' ->> 'status' as status,
          e.canonical::jsonb -> 'facts' ->> 'sha256' as sha256
     from platform.audit_entry e
     left join identity.seat s on s.id = e.seat_id
     left join identity.organisation o on o.id = s.organisation_id
    where e.stream = $1 and e.action = '${FOLDER_PRODUCED}' order by e.seq desc limit 50`,
);

/** The last folders produced of a list, which its stream keeps. @param stream of the list */
export const productionsOf = async (tx: Tx, stream: string): Promise<readonly Production[]> =>
  (await tx.query<Omit<Production, 'at'> & { readonly at: Date }>(OF_LIST, [stream])).map((row) => ({
    ...row,
    at: instantOf(row.at),
  }));
