import { Client } from 'pg';

/** One statement as the product sent it. */
export interface Sent {
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly unknown[];
}

type Query = (this: Client, ...args: unknown[]) => unknown;

/** Runs the work and keeps every statement that this process sends meanwhile, in order. */
export async function recorded(work: () => Promise<unknown>): Promise<readonly Sent[]> {
  const prototype = Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const sent: Sent[] = [];
  prototype.query = function (this: Client, ...args: unknown[]): unknown {
    const [asked, values] = args;
    if (typeof asked === 'string')
      sent.push({ name: null, text: asked, values: Array.isArray(values) ? (values as unknown[]) : [] });
    else if (isConfig(asked)) sent.push({ name: asked.name ?? null, text: asked.text, values: asked.values ?? [] });
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return sent;
}

const isConfig = (asked: unknown): asked is { name?: string; text: string; values?: unknown[] } =>
  typeof asked === 'object' && asked !== null && 'text' in asked;
