import type { FastifyInstance } from 'fastify';
import { MalformedError } from '@rebond/kernel';

/** Deepest nesting of a body; no schema of the product goes below ten, and a recursive reader must not overflow. */
const DEEPEST = 64;

type Parsers = Pick<FastifyInstance, 'addContentTypeParser' | 'removeContentTypeParser' | 'getDefaultJsonParser'>;

/** Whether a value nests deeper than allowed; level by level, so that depth costs no stack. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one as Readonly<Record<string, unknown>>) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
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
    ? new MalformedError('forbidden-key', 'Le corps de la demande porte une clé interdite (__proto__ ou constructor).')
    : new MalformedError('malformed-json', "Le corps de la demande n'est pas un JSON valide.");

/** Bodies are JSON, without the keys that reach an object's prototype; plain text isn't read at all. */
export function acceptJson(fastify: Parsers): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    void parse(request, body, (error, value) => {
      if (error) done(refusal(body));
      else if (isTooDeep(value))
        done(new MalformedError('json-too-deep', `Le corps de la demande imbrique plus de ${DEEPEST} niveaux.`));
      else done(null, value);
    });
  });
}
