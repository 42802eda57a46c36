import { DECLARING_FIRST, PARTIES } from '../../domain/recusals.js';

const list = (roles: readonly string[]): string => `'{${roles.join(',')}}'::text[]`;

/**
 * Predicate of SQL: a case may be told to a person in a role. Not when they are recused from it, nor before they have
 * declared their conflicts where their role does so first.
 */
export const open = (candidacy: string, at: string, { person, role } = { person: 'p.id', role: 's.role' }): string =>
  `(${role} = any (${list(PARTIES)})
     or not identity.is_closed(${person}, ${candidacy}, ${role} = any (${list(DECLARING_FIRST)}), ${at}))`;
