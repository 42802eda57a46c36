import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { inLanguage, languages, type Language } from '@rebond/kernel';

type Asked = Pick<FastifyRequest, 'headers'>;

const isFrenchAlone = (): boolean => languages().length === 1;

/** The language that a client asks for (RFC 9110 §12.5.4) among those that there are words in; French otherwise. */
export const languageFor = ({ headers }: Asked): Language =>
  isFrenchAlone() ? 'fr' : (new Negotiator({ headers }).language([...languages()]) ?? 'fr');

/** Runs `work` in the language of a request. */
export const inLanguageOf = <T>(request: Asked, work: () => T): T =>
  isFrenchAlone() ? work() : inLanguage(languageFor(request), work);

/** What is said in words, as opposed to a document, a picture or a script. */
const WORDS = /^(text\/html|application\/(problem\+)?json)\b/;

function tellLanguage(request: FastifyRequest, reply: FastifyReply): void {
  if (isFrenchAlone() || !WORDS.test(String(reply.getHeader('content-type') ?? ''))) return;
  const known = String(reply.getHeader('vary') ?? '');
  void reply
    .header('content-language', languageFor(request))
    .header('vary', known === '' ? 'accept-language' : `${known}, accept-language`);
}

/** Runs every request in its own language, from its first hook to its last. */
export function speakToEachTheirs(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => inLanguageOf(request, done));
  // A body comes by events of the connection, which know nothing of the request that waits for them.
  fastify.addHook('preValidation', (request, _reply, done) => inLanguageOf(request, done));
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    tellLanguage(request, reply);
    done();
  });
}
