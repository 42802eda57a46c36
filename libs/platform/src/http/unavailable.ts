/** How long a client is asked to wait, in seconds. */
export const RETRY_AFTER_SECONDS = 5;

/**
 * PostgreSQL's SQLSTATE when it can't serve now (08 connection, 53 resources, 57P0 stopping or starting) or gave up one
 * of two transactions (40001, 40P01), and what the network says of a server that is not there.
 */
const PASSING = /^(08...|53...|57P0[1-5]|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** The pool's own words, which carry no code. */
const NO_CONNECTION = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** Whether a failure passes by itself: the same request may succeed in a moment. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && PASSING.test(code)) || NO_CONNECTION.test(error.message);
}
