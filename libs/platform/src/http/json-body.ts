import type { FastifyInstance } from 'fastify';
import { MalformedError, say } from '@rebond/kernel';

/** Deepest nesting of a body; no schema of the product goes below ten, and a recursive reader must not overflow. */
const DEEPEST = 64;

type Parsers = Pick<FastifyInstance, 'addContentTypeParser' | 'removeContentTypeParser' | 'getDefaultJsonParser'>;

/**
 * Why a body that parsed is refused all the same, or null. Level by level, so that depth costs no stack. A number out
 * of range has become an infinity, which no schema, hash or column can hold.
 */
function excess(value: unknown): MalformedError | null {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    if (level.some((one) => typeof one === 'number' && !Number.isFinite(one)))
      return new MalformedError('number-out-of-range', say`Le corps de la demande porte un nombre hors de portée.`);
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one as Readonly<Record<string, unknown>>) : [],
    );
    if (level.length === 0) return null;
  }
  return new MalformedError('json-too-deep', say`Le corps de la demande imbrique plus de ${DEEPEST} niveaux.`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What the parser refused: no JSON at all, or JSON with a key that it must not read. */
const refusal = (body: string): MalformedError =>
  isJson(body)
    ? new MalformedError(
        'forbidden-key',
        say`Le corps de la demande porte une clé interdite (__proto__ ou constructor).`,
      )
    : new MalformedError('malformed-json', say`Le corps de la demande n'est pas un JSON valide.`);

/** Bodies are JSON, without the keys that reach an object's prototype; plain text isn't read at all. */
export function acceptJson(fastify: Parsers): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    void parse(request, body, (error, value) => {
      const refused = error ? refusal(body) : excess(value);
      if (refused) done(refused);
      else done(null, value);
    });
  });
}
