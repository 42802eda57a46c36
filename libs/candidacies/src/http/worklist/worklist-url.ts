import type { WorklistQuery } from '../../application/worklist/worklist-query.js';

export const WORKLIST = '/dossiers';

type Asked = Partial<Record<keyof WorklistQuery, string | number | boolean | undefined>>;

/** Filters as they stand in an address; what is not asked, and what everybody gets, is left out. */
export function queryString(query: Asked): string {
  const entries = Object.entries(query).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === false || value === '') return [];
    if (name === 'limit' || (name === 'sort' && value === 'due')) return [];
    return [[name, value === true ? 'oui' : String(value)]];
  });
  return new URLSearchParams(entries).toString();
}

/** The worklist under these filters. */
export function worklistUrl(query: Asked, path = WORKLIST): string {
  const text = queryString(query);
  return text === '' ? path : `${path}?${text}`;
}

/** Where the conflicts of interest with the cases of a wave are declared. */
export const declarationUrl = (waveId: string): string => `/recusations/releves/${waveId}`;
