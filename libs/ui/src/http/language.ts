import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { languages, type Language } from '../messages.js';

/** The language that a browser asks for (RFC 9110 §12.5.4) among those that there are words in; French otherwise. */
export const languageFor = ({ headers }: Pick<FastifyRequest, 'headers'>): Language =>
  new Negotiator({ headers }).language([...languages()]) ?? 'fr';
