import { appendFileSync, readFileSync } from 'node:fs';

/** An operation that the API acknowledged to the load client. */
export interface Acknowledged {
  readonly at: number;
  readonly key: string;
  readonly caseId: string;
  readonly recipient: string;
  readonly operation: 'save' | 'deposit' | 'amend' | 'request' | 'answer' | 'admit' | 'refuse' | 'withdraw';
  readonly status: number;
  /** Version that the answer gave; null for an autosave, which moves nothing. */
  readonly version: number | null;
  readonly receiptNumber: string | null;
  readonly request: string | null;
  /** Code of a refusal: none is expected. */
  readonly code: string | null;
}

/** A mail that the SMTP server took: when its MAIL FROM came, and when its 250 was given. */
export interface Accepted {
  readonly begun: number;
  readonly at: number;
  readonly messageId: string;
}

/**
 * A blow dealt to the system: when it was begun, when what it hit was dead (on a busy machine later), and when that
 * worked again.
 */
export interface Blow {
  readonly at: number;
  readonly dead: number;
  readonly hit: 'server' | 'worker' | 'postgres' | 'redis' | 'queue wiped';
  readonly up: number;
}

/** A file of one JSON document a line that only grows; instants in milliseconds of the machine's clock. */
export class AppendOnlyLog<Line> {
  constructor(private readonly path: string) {
    appendFileSync(path, '');
  }

  append(line: Line): void {
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }

  read(): readonly Line[] {
    return readFileSync(this.path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }
}
