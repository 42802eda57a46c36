/** Where a person declares conflicts of interest. */
export const RECUSALS = '/recusations';
export const recusalsUrl = (waveId: string): string => `${RECUSALS}/releves/${waveId}`;
export const REGISTRY = `${RECUSALS}/registre`;
