import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatInstant, type Clock } from '@rebond/kernel';
import { CLOCK, CONFIG, type Config } from '@rebond/platform';
import { Layout } from '../components/layout.js';
import { htmlOf } from '../page.js';
import type { PageContent, Redirection } from './answer.js';
import { clearMessage, keepMessage, messageOf } from './message-cookie.js';
import { t } from '../messages.fr.js';

/** What a page may load and do: its own files, no inline script or style, no frame, forms to this site. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Statuses of a form shown again. */
const REFUSED: ReadonlySet<number> = new Set([400, 409, 413, 415, 422]);

/** Puts the layout around a page's content and answers with it. */
@Injectable()
export class PageMaker {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the document, to be sent as the answer */
  send(request: FastifyRequest, reply: FastifyReply, content: PageContent): string {
    const message = messageOf(request);
    if (message !== null) clearMessage(reply);
    void reply
      .status(content.status ?? 200)
      .header('content-security-policy', PAGE_POLICY)
      .type('text/html; charset=utf-8');
    return this.document(request, content, message);
  }

  redirect(_request: FastifyRequest, reply: FastifyReply, { to, message }: Redirection): string {
    if (message !== undefined) keepMessage(reply, message);
    void reply.status(303).header('location', to);
    return '';
  }

  private document(request: FastifyRequest, content: PageContent, message: string | null): string {
    const simulated = this.config.CLOCK === 'simulated';
    return htmlOf(
      <Layout
        {...content}
        visitor={request.visitor ?? null}
        path={request.url}
        branding={this.config.SITE_BRANDING}
        notice={simulated ? t('layout.simulatedClock', { at: formatInstant(this.clock.now()) }) : null}
        message={message}
        isRefused={REFUSED.has(content.status ?? 200)}
      >
        {content.body}
      </Layout>,
    );
  }
}
