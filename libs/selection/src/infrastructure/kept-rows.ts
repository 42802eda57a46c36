import { statement, type Tx } from '@rebond/platform';
import { KEEPER } from '../domain/keeper.js';

/**
 * What is needed no more: letters of proposals that were taken back and of lists that were cancelled, letters and minutes
 * that a later rendering took the place of, or that nothing was made of, files of a form that was refused.
 */
const FORGET = statement(
  'selection_forget_contents',
  `delete from platform.kept_content k
    where k.owner = $1 and k.kept_at < $2
      and not exists (select 1 from selection.session_minutes m where m.sha256 = k.sha256)
      and not exists (select 1 from selection.appeal_file f where f.sha256 = k.sha256)
      and not exists (select 1 from selection.postal_notice n where n.sha256 = k.sha256)
      and not exists (select 1 from selection.letter l join selection.decision_list d on d.id = l.list_id
                       where l.sha256 = k.sha256 and d.status in ('proposed', 'validated', 'announced'))
   returning k.sha256`,
);

/** Lets the store forget contents kept before an instant that no list and no session needs. @returns how many */
export const forgetContents = async (tx: Tx, before: Temporal.Instant): Promise<number> =>
  (await tx.query(FORGET, [KEEPER, before.toString()])).length;
