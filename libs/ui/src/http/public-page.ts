import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { CONFIG, type Config } from '@rebond/platform';
import { messageOf } from './message-cookie.js';
import { PAGE_POLICY } from './page-maker.js';
import { PageRoute } from './page-route.js';

/** How long a process gives the same document again, in milliseconds of its own monotonic clock (ADR 0021). */
const KEPT_MS = 1_000;
/** How long a browser or a proxy may, in seconds. */
const SHARED_SECONDS = 30;
/** Documents kept; beyond it the oldest goes. Searches make addresses without end. */
const MOST = 200;

interface Kept {
  readonly until: number;
  readonly document: Promise<unknown>;
}

/**
 * Pages that are the same for everyone who is not signed in: made once a second at most, whatever the traffic. Who is
 * signed in, or has a message to read, gets a page of their own that nobody keeps.
 */
@Injectable()
export class PublicPages implements NestInterceptor {
  private readonly kept = new Map<string, Kept>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    void reply.header('vary', 'cookie');
    const isAnyone = (request.actor?.role ?? 'anonymous') === 'anonymous' && !request.visitor;
    if (!isAnyone || messageOf(request) !== null) {
      void reply.header('cache-control', 'private, no-store');
      return next.handle();
    }
    void reply.header(
      'cache-control',
      this.config.CLOCK === 'simulated' ? 'no-cache' : `public, max-age=${SHARED_SECONDS}`,
    );
    const document = this.documentOf(request.url, reply, next);
    document.catch(() => void reply.header('cache-control', 'no-store'));
    return from(document);
  }

  /** Forgets every document: something that they show has changed. Other processes follow within a second. */
  forget(): void {
    this.kept.clear();
  }

  private async documentOf(url: string, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const found = this.kept.get(url);
    if (found && found.until > performance.now()) {
      const document = await found.document;
      void reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8');
      return document;
    }
    const document = lastValueFrom(next.handle());
    this.keep(url, document);
    return document;
  }

  private keep(url: string, document: Promise<unknown>): void {
    this.kept.delete(url);
    this.kept.set(url, { until: performance.now() + KEPT_MS, document });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST) break;
      this.kept.delete(oldest);
    }
    document.catch(() => this.kept.delete(url));
  }
}

/**
 * Marks a page that depends on nothing but its address for who is not signed in. It answers 200, never with a
 * redirection: what depends on the reader is decided where `visitor` is there.
 */
export const PublicPage = (): MethodDecorator => applyDecorators(UseInterceptors(PublicPages), PageRoute());
