import type { ImportKind } from '../../application/imports/pending-imports.js';

/** Panel of each kind, which is also the last part of its address. */
export const PANELS = { interviews: 'entretiens', projects: 'projets' } as const satisfies Record<ImportKind, string>;
