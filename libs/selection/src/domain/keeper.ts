/** Under which name this room keeps letters and minutes in the store, before any document of a case has them. */
export const KEEPER = 'selection';
