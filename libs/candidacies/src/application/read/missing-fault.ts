import type { Missing } from '@rebond/calls';
import type { Fault } from '@rebond/kernel';

/** What a file lacks, located in its answers. */
export const faultOf = (missing: Missing): Fault => ({
  pointer: `/answers/${missing.row ? `${missing.row.block}/${missing.row.id}/` : ''}${missing.key}${missing.siren ? `/${missing.siren}` : ''}`,
  code: missing.reason,
  detail: missing.detail,
});
