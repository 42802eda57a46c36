/** A statement prepared once per connection under its name (PostgreSQL's extended protocol). */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const known = new Map<string, string>();

/**
 * Declares a prepared statement. Its name is unique in the process: two texts under one name would make
 * PostgreSQL run the first for both.
 */
export function statement(name: string, text: string): Statement {
  const before = known.get(name);
  if (before !== undefined && before !== text) throw new Error(`Two statements are called ${name}`);
  known.set(name, text);
  return { name, text };
}
