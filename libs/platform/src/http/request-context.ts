import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { canonicalJson, MalformedError, PreconditionRequiredError, type Json, say } from '@rebond/kernel';
import { sha256 } from '../audit/journal.js';
import { ANONYMOUS, type Actor } from '../database/actor.js';
import { isForm } from './form-body.js';

/** What a handler knows of its request: who acts, when the complete body had arrived, and the caller's promises. */
export interface RequestContext {
  readonly actor: Actor;
  readonly traceId: string;
  /** Read on the server when the complete body had arrived, before any wait for a connection. */
  readonly receivedAt: Temporal.Instant;
  readonly idempotency: { readonly key: string; readonly requestHash: Buffer } | null;
  /** Version that the caller saw (If-Match: "v12"). */
  readonly expectedVersion: number | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
    receivedAt?: Temporal.Instant;
  }
}

/** Fields of a form that say what headers say for a program: nothing of the input itself. */
export const FORM_VERSION = '_version';
export const FORM_ONCE = '_once';
export const FORM_CSRF = '_csrf';

/** A field of a submitted form, or undefined: bodies of forms alone may carry what headers carry otherwise. */
function formField(request: FastifyRequest, name: string): string | undefined {
  if (!isForm(request)) return undefined;
  const value = (request.body as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

function idempotencyOf(request: FastifyRequest): RequestContext['idempotency'] {
  const key = request.headers['idempotency-key'] ?? formField(request, FORM_ONCE);
  if (key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new MalformedError('idempotency-key', say`L'en-tête Idempotency-Key compte 1 à 200 caractères visibles.`);
  const body = Buffer.isBuffer(request.body) ? request.body : canonicalJson((request.body ?? null) as Json);
  return { key, requestHash: sha256(request.method, '\n', request.url, '\n', body) };
}

/** The version in an If-Match header: `"v12"`. */
function versionOf(request: FastifyRequest): number | null {
  const field = formField(request, FORM_VERSION);
  const header = request.headers['if-match'] ?? (field === undefined ? undefined : `"v${field}"`);
  if (header === undefined) return null;
  const found = /^"v(\d{1,9})"$/.exec(header);
  if (!found) throw new MalformedError('if-match', say`L'en-tête If-Match attend une version, par exemple "v12".`);
  return Number(found[1]);
}

export function contextOf(request: FastifyRequest): RequestContext {
  if (!request.receivedAt) throw new Error('The receipt hook did not run');
  return {
    actor: request.actor ?? ANONYMOUS,
    traceId: request.id,
    receivedAt: request.receivedAt,
    idempotency: idempotencyOf(request),
    expectedVersion: versionOf(request),
  };
}

/** The context of the request, for a controller's parameter. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext =>
  contextOf(context.switchToHttp().getRequest()),
);

/** The version that the caller saw, for a controller's parameter; says in the API's document that it is required. */
export const SeenVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => requireVersion(contextOf(context.switchToHttp().getRequest())),
  [
    (target, key) => {
      const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
      if (key !== undefined && method) IF_MATCH(target, key, method);
    },
  ],
);

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: true,
  description: "Version lue dans l'en-tête ETag du dossier. Périmée : 409. Absente : 428.",
  schema: { type: 'string', pattern: '^"v\\d+"$', examples: ['"v3"'] },
});

/** @throws PreconditionRequiredError when the caller did not say which version it saw (RFC 6585 §3) */
function requireVersion(ctx: RequestContext): number {
  if (ctx.expectedVersion === null)
    throw new PreconditionRequiredError(
      'if-match-required',
      say`Indiquez la version lue dans l'en-tête If-Match : elle est dans l'en-tête ETag du dossier.`,
    );
  return ctx.expectedVersion;
}

export const etag = (version: number): string => `"v${version}"`;
