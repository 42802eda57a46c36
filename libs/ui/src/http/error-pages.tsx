import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorPages, Problem } from '@rebond/platform';
import { t } from '../messages.fr.js';
import { Alert } from '../components/alert.js';
import { PageMaker } from './page-maker.js';

const PROGRAMS = /^\/(api|health|assets)\//;

/** A browser on a page of the portal, as opposed to a program on the API. */
const isPerson = (request: FastifyRequest): boolean =>
  !PROGRAMS.test(request.url) && (request.headers.accept ?? '').includes('text/html');

/** Where who is not signed in, or no more, goes on: nothing typed is lost on the way. */
function insteadOf({ status }: Problem, request: FastifyRequest): string | null {
  if (request.isFormKept) return request.visitor ? '/reprise' : '/connexion?retour=/reprise';
  const back = request.method === 'GET' ? `?retour=${encodeURIComponent(request.url)}` : '';
  return status === 401 ? `/connexion${back}` : null;
}

/** What is refused before a page's controller could show its form again: absent, forbidden, signed out, stale, failed. */
@Injectable()
export class PortalErrorPages implements ErrorPages {
  constructor(private readonly maker: PageMaker) {}

  answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): boolean {
    if (!isPerson(request)) return false;
    const elsewhere = insteadOf(problem, request);
    if (elsewhere !== null) {
      void reply.status(303).header('location', elsewhere).send('');
      return true;
    }
    void reply.send(this.page(problem, request, reply));
    return true;
  }

  private page(problem: Problem, request: FastifyRequest, reply: FastifyReply): string {
    return this.maker.send(request, reply, {
      title: problem.title,
      status: problem.status,
      body: (
        <>
          <Alert kind="error" title={problem.detail}>
            {problem.errors && problem.errors.length > 0 ? (
              <ul>
                {problem.errors.map((fault) => (
                  <li key={fault.pointer}>{fault.detail}</li>
                ))}
              </ul>
            ) : null}
          </Alert>
          <p class="fr-mt-4w">
            <a class="fr-link" href="/">
              {t('layout.home')}
            </a>
          </p>
        </>
      ),
    });
  }
}
