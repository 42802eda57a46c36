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
import { language } from '@rebond/kernel';
import { codingFor, compress, CONFIG, type Coding, type Config } from '@rebond/platform';
import { messageOf } from './message-cookie.js';
import { PAGE_POLICY } from './page-maker.js';
import { PageRoute } from './page-route.js';

/** How long a process gives the same document again, in milliseconds of its own monotonic clock (ADR 0021). */
const KEPT_MS = 1_000;
/** How long a browser or a proxy may, in seconds. */
const SHARED_SECONDS = 30;
/** Documents kept; beyond it the oldest goes. Searches make addresses without end. */
const MOST = 200;

/** One made page: as it is, and compressed once for all who read it so. */
class KeptDocument {
  private readonly compressed = new Map<Coding, Promise<Buffer>>();

  constructor(
    readonly until: number,
    private readonly document: Promise<string>,
  ) {}

  as(coding: Coding | null): Promise<string | Buffer> {
    if (coding === null) return this.document;
    const made = this.compressed.get(coding) ?? this.document.then((text) => compress(coding, text));
    this.compressed.set(coding, made);
    return made;
  }
}

const VARIES = 'cookie, accept-encoding';

/** Documents that are the same for everyone who is not signed in, by their address. One for the process. */
@Injectable()
export class PublicPages {
  private readonly kept = new Map<string, KeptDocument>();

  find(url: string): KeptDocument | null {
    const found = this.kept.get(url);
    return found && found.until > performance.now() ? found : null;
  }

  keep(url: string, document: Promise<string>): KeptDocument {
    const made = new KeptDocument(performance.now() + KEPT_MS, document);
    this.kept.delete(url);
    this.kept.set(url, made);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST) break;
      this.kept.delete(oldest);
    }
    document.catch(() => this.kept.delete(url));
    return made;
  }

  /** Forgets every document: something that they show has changed. Other processes follow within a second. */
  forget(): void {
    this.kept.clear();
  }
}

/**
 * Makes a public page once a second at most, whatever the traffic. Who is signed in, or has a message to read, gets a
 * page of their own that nobody keeps.
 */
@Injectable()
export class PublicPageInterceptor implements NestInterceptor {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    // Nest makes an interceptor for each module; what is kept is kept for the process.
    @Inject(PublicPages) private readonly pages: PublicPages,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<string>): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    void reply.header('vary', VARIES);
    const isAnyone = (request.actor?.role ?? 'anonymous') === 'anonymous' && !request.visitor;
    if (!isAnyone || messageOf(request) !== null) {
      void reply.header('cache-control', 'private, no-store');
      return next.handle();
    }
    const shared = this.config.CLOCK === 'simulated' ? 'no-cache' : `public, max-age=${SHARED_SECONDS}`;
    void reply.header('cache-control', shared);
    const document = this.documentOf(request, reply, next);
    document.catch(() => void reply.header('cache-control', 'no-store'));
    return from(document);
  }

  private async documentOf(
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler<string>,
  ): Promise<string | Buffer> {
    const coding = codingFor(request.headers['accept-encoding']);
    const key = `${language()} ${request.url}`;
    const found = this.pages.find(key) ?? this.pages.keep(key, lastValueFrom(next.handle()));
    const document = await found.as(coding);
    void reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8');
    if (coding !== null) void reply.header('content-encoding', coding);
    return document;
  }
}

/**
 * Marks a page that depends on nothing but its address for who is not signed in. It answers 200, never with a
 * redirection: what depends on the reader is decided where `visitor` is there.
 */
export const PublicPage = (): MethodDecorator => applyDecorators(UseInterceptors(PublicPageInterceptor), PageRoute());
