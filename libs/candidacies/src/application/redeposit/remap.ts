/** Answers with some of their texts (ids of documents) put in place of others, wherever they stand. */
export function remapTexts(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return texts.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => remapTexts(one, texts));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, remapTexts(one, texts)]));
  return value;
}

/** Texts of a value that are in a set, each once. */
export function textsAmong(value: unknown, wanted: ReadonlySet<string>): ReadonlySet<string> {
  if (typeof value === 'string') return new Set(wanted.has(value) ? [value] : []);
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((one) => [...textsAmong(one, wanted)]));
}
