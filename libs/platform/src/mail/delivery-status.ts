/** Why a mail could not be delivered. */
export interface DeliveryFailure {
  /** Enhanced status code (RFC 3463): `5.1.1`. */
  readonly status: string;
  /** What the last server said, which often quotes the address: personal data. */
  readonly diagnostic: string;
}

/** Longest diagnostic that is kept. */
const LONGEST = 500;
/** RFC 3463 §3.1: nothing more is known than that it failed for good. */
const UNKNOWN_STATUS = '5.0.0';

type Fields = ReadonlyMap<string, string>;

/** Groups of fields, as those of a header: the report's own, then one for each recipient (RFC 3464 §2.1). */
const groupsOf = (content: string): readonly Fields[] =>
  content
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n[ \t]*\n/)
    .map(
      (group) =>
        new Map(
          group.split('\n').flatMap((line): [string, string][] => {
            const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
            return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
          }),
        ),
    );

/** What follows the type in `smtp; 550 5.1.1 …`. */
const withoutType = (value: string): string => value.replace(/^[a-z0-9-]+[ \t]*;[ \t]*/i, '');

/**
 * The first recipient that a `message/delivery-status` gives up on; null when it only tells of a delay or of a delivery.
 * A status that begins with 4 is a failure too once the action says so: the sending server has given up trying.
 */
export function failureIn(content: string): DeliveryFailure | null {
  const failed = groupsOf(content).find((fields) => fields.get('action')?.toLowerCase().startsWith('failed'));
  if (!failed) return null;
  const diagnostic = withoutType(failed.get('diagnostic-code') ?? '');
  const status = /^[45]\.\d{1,3}\.\d{1,3}(?!\d)/.exec(failed.get('status') ?? '')?.[0];
  return { status: status ?? UNKNOWN_STATUS, diagnostic: diagnostic.replaceAll(/\s+/g, ' ').slice(0, LONGEST) };
}

/** Kinds of failures as people can act on them, by subject and detail of the status (RFC 3463 §3). */
export type FailureCause = 'address' | 'full' | 'mailbox' | 'unreachable' | 'size' | 'refused' | 'other';

const CAUSES: readonly (readonly [RegExp, FailureCause])[] = [
  [/^\d\.1\.[78]$/, 'refused'],
  [/^\d\.1\./, 'address'],
  [/^\d\.2\.2$/, 'full'],
  [/^\d\.2\.3$|^\d\.3\.4$/, 'size'],
  [/^\d\.2\./, 'mailbox'],
  [/^\d\.4\./, 'unreachable'],
  [/^\d\.7\./, 'refused'],
];

export const causeOfFailure = (status: string): FailureCause =>
  CAUSES.find(([pattern]) => pattern.test(status))?.[1] ?? 'other';
