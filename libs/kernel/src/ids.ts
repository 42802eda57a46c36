declare const brand: unique symbol;

/** A string or number that carries its meaning in its type. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type CallId = Branded<string, 'CallId'>;
export type WaveId = Branded<string, 'WaveId'>;
export type CandidacyId = Branded<string, 'CandidacyId'>;
export type DocumentId = Branded<string, 'DocumentId'>;
export type OrganisationId = Branded<string, 'OrganisationId'>;
export type PersonId = Branded<string, 'PersonId'>;
export type SeatId = Branded<string, 'SeatId'>;
/** Person-days of engineering work (jours-hommes); halves are allowed. */
export type PersonDays = Branded<number, 'PersonDays'>;

/** Gives a new identifier: a UUID version 7 (RFC 9562), so that rows sort by creation. Injected, never called by domain code. */
export type NewId = () => string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);
