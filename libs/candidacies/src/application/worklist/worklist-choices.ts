import { statement, type Tx } from '@rebond/platform';

/** What the lists of a worklist's filters offer. */
export interface WorklistChoices {
  readonly waves: readonly { readonly id: string; readonly name: string }[];
  readonly officers: readonly { readonly id: string; readonly title: string; readonly organisation: string }[];
}

const WAVES = statement('worklist_waves', `select id, name from calls.wave order by cutoff_at desc limit 200`);
/** Seats of the desk that somebody holds now. */
const OFFICERS = statement(
  'worklist_officers',
  `select s.id, s.title, o.name as organisation
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
    where s.role in ('bdt_officer', 'programme_director')
      and exists (select 1 from identity.holding h
                   where h.seat_id = s.id and h.from_at <= $1 and (h.until_at is null or h.until_at > $1))
    order by s.title, s.id`,
);

export const officers = (tx: Tx): Promise<WorklistChoices['officers']> =>
  tx.query<WorklistChoices['officers'][number] & Record<string, unknown>>(OFFICERS, [tx.at.toString()]);

export async function worklistChoices(tx: Tx): Promise<WorklistChoices> {
  return {
    waves: await tx.query<WorklistChoices['waves'][number] & Record<string, unknown>>(WAVES),
    officers: await officers(tx),
  };
}
