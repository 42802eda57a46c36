import { language, said, say } from './language.js';

/** What a refusal means to the caller; one HTTP status each (RFC 9110), mapped in one place. */
export type ErrorKind =
  | 'malformed' // 400: not understood
  | 'unauthenticated' // 401: no valid credential
  | 'forbidden' // 403: the object is known, the action is not allowed
  | 'absent' // 404: does not exist, or must not be seen to exist
  | 'conflict' // 409: stale version, duplicate
  | 'preconditionFailed' // 412: a version of a protocol that is not spoken here
  | 'tooLarge' // 413
  | 'unsupportedMedia' // 415
  | 'refused' // 422: understood, refused with a reason
  | 'preconditionRequired' // 428
  | 'tooMany' // 429
  | 'unavailable'; // 503

/** One fault of an input, located by a JSON pointer (RFC 6901) or a `file:line:column`. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Faults in the language of the work at hand. */
export const saidFaults = (faults: readonly Fault[]): readonly Fault[] =>
  language() === 'fr' ? faults : faults.map((fault) => ({ ...fault, detail: said(fault.detail) }));

/**
 * The root of every refusal the product makes. `code` is stable and meant for programs,
 * `message` is a sentence meant for people, in the language of the work at hand, `faults` lists every fault at once.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  readonly faults: readonly Fault[];

  constructor(
    readonly code: string,
    message: string,
    faults: readonly Fault[] = [],
    /** Facts a program may use: the first candidacy of a duplicate, the current version… Never personal data. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(said(message));
    this.name = new.target.name;
    this.faults = saidFaults(faults);
  }
}

export class MalformedError extends DomainError {
  readonly kind = 'malformed';
}
export class UnauthenticatedError extends DomainError {
  readonly kind = 'unauthenticated';
}
export class ForbiddenError extends DomainError {
  readonly kind = 'forbidden';
}
export class ConflictError extends DomainError {
  readonly kind = 'conflict';
}
export class PreconditionFailedError extends DomainError {
  readonly kind = 'preconditionFailed';
}
export class TooLargeError extends DomainError {
  readonly kind = 'tooLarge';
}
export class UnsupportedMediaError extends DomainError {
  readonly kind = 'unsupportedMedia';
}
export class RefusedError extends DomainError {
  readonly kind = 'refused';
}
export class PreconditionRequiredError extends DomainError {
  readonly kind = 'preconditionRequired';
}
/** Asked too often: the caller is told when it may ask again. */
export class TooManyError extends DomainError {
  readonly kind = 'tooMany';
  constructor(code: string, message: string, retryAfterSeconds: number) {
    super(code, message, [], { retryAfterSeconds });
  }
}
export class UnavailableError extends DomainError {
  readonly kind = 'unavailable';
}

/** What may not be seen answers exactly like what does not exist: hence one sentence and no facts. */
export class AbsentError extends DomainError {
  readonly kind = 'absent';
  constructor() {
    super('absent', say`Cette ressource n'existe pas ou ne vous est pas accessible.`);
  }
}

/** The row changed since the caller read it; `facts.currentVersion` tells what to read again. */
export class StaleVersionError extends ConflictError {
  constructor(currentVersion: number) {
    super('stale-version', say`Ce dossier a changé depuis que vous l’avez lu : relisez-le avant de recommencer.`, [], {
      currentVersion,
    });
  }
}
