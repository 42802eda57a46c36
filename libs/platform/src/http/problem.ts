import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  MethodNotAllowedException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { DomainError, type ErrorKind, type Fault, said, saidFaults, say } from '@rebond/kernel';
import { inLanguageOf } from './language.js';
import { loggedUrl } from './logged-url.js';
import type { RouteTable } from './routes.js';
import { isUnavailable, RETRY_AFTER_SECONDS } from './unavailable.js';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  preconditionFailed: 412,
  tooLarge: 413,
  unsupportedMedia: 415,
  refused: 422,
  preconditionRequired: 428,
  tooMany: 429,
  unavailable: 503,
};

/** The HTTP status of a refusal. */
export const statusOf = (error: DomainError): number => STATUS[error.kind];

/** RFC 9457 problem details; `code` is stable, `detail` French, `errors` every fault at once. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly Fault[];
  readonly [fact: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: say`Demande illisible`,
  401: say`Authentification requise`,
  403: say`Action non autorisée`,
  404: say`Introuvable`,
  405: say`Méthode non prévue`,
  409: say`Conflit`,
  412: say`Condition non remplie`,
  413: say`Envoi trop volumineux`,
  415: say`Format non accepté`,
  416: say`Plage hors du document`,
  422: say`Demande refusée`,
  428: say`Version requise`,
  429: say`Trop de demandes`,
  500: say`Erreur interne`,
  503: say`Service indisponible`,
};

const UNAVAILABLE = [
  'unavailable',
  say`Le service est momentanément indisponible : recommencez dans un instant, sous la même clé Idempotency-Key si vous en donnez une.`,
] as const;
const UNREADABLE = ['malformed', say`La demande n'a pas pu être lue.`] as const;

/** What Fastify and Nest refuse by themselves, before a handler. */
const REFUSED_BY_STATUS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: UNREADABLE,
  404: ['absent', say`Cette ressource n'existe pas ou ne vous est pas accessible.`],
  405: [
    'method-not-allowed',
    say`Cette adresse existe, mais ne se demande pas par cette méthode : voir l'en-tête Allow.`,
  ],
  412: [
    'precondition-failed',
    say`La condition posée par la demande (If-Match, If-Unmodified-Since) n'est pas remplie.`,
  ],
  413: ['body-too-large', say`Le corps de la demande dépasse la taille admise.`],
  416: ['range-not-satisfiable', say`La plage demandée dépasse la fin du document.`],
  415: ['unsupported-media', say`Ce type de contenu n'est pas accepté ici.`],
};

export function problemOf(error: unknown, request: { id: string; url: string }): Problem {
  const about = (status: number, code: string, detail: string): Problem => ({
    type: `urn:rebond:problem:${code}`,
    title: said(TITLES[status] ?? say`Erreur`),
    status,
    code,
    detail: said(detail),
    instance: `urn:rebond:request:${request.id}`,
  });
  if (error instanceof DomainError)
    return {
      ...about(STATUS[error.kind], error.code, error.message),
      ...error.facts,
      ...(error.faults.length > 0 ? { errors: saidFaults(error.faults) } : {}),
    };
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return about(status, ...(REFUSED_BY_STATUS[status] ?? UNREADABLE));
  if (isUnavailable(error)) return about(503, ...UNAVAILABLE);
  return about(500, 'internal', say`Une erreur est survenue. Référence à transmettre : ${request.id}.`);
}

export const sendProblem = (reply: FastifyReply, problem: Problem): void =>
  void reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));

/** Answers people with a page where programs get a problem document. */
export interface ErrorPages {
  /** @returns false when the request is a program's */
  answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): boolean;
}

/** The one place where a refusal becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: Pick<RouteTable, 'methodsAt'>,
    private readonly pages: ErrorPages | null,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // A body is refused before the request is in its language again.
    inLanguageOf(request, () => this.refuse(error, request, http.getResponse<FastifyReply>()));
  }

  private refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const allowed = this.allowedInstead(error, request);
    const problem = problemOf(allowed ? new MethodNotAllowedException() : error, request);
    if (allowed) void reply.header('allow', allowed.join(', '));
    if (problem.status >= 500)
      this.logger.error({ err: error, traceId: request.id, url: loggedUrl(request.url) }, 'request failed');
    if (problem.status === 503) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    if (problem.status === 429) void reply.header('retry-after', String(problem['retryAfterSeconds']));
    if (this.pages?.answer(problem, request, reply) === true) return;
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    sendProblem(reply, problem);
  }

  /** Methods of an address that is served, but not by the method asked; the router itself calls it not found. */
  private allowedInstead(error: unknown, request: FastifyRequest): readonly string[] | null {
    if (!(error instanceof HttpException) || error.getStatus() !== 404) return null;
    const methods = this.routes.methodsAt(request.url);
    return methods.length === 0 || methods.includes(request.method) ? null : methods;
  }
}
