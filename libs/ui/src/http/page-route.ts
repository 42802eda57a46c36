import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Header,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { PAGE } from '@rebond/platform';
import { PageAnswer, Redirection } from './answer.js';
import { PageMaker } from './page-maker.js';

/** Renders what a page's controller gives: a page in its layout, or a redirection with its message. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(@Inject(PageMaker) private readonly maker: PageMaker) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer instanceof PageAnswer) return this.maker.send(request, reply, answer.content);
        if (answer instanceof Redirection) return this.maker.redirect(request, reply, answer);
        return answer;
      }),
    );
  }
}

/**
 * Marks a controller's method as a page of the portal: it returns `page(…)` or `redirect(…)`, its errors are pages too,
 * it is not in the API's document, and a request without a session is sent to sign in.
 */
export const PageRoute = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(PAGE, true),
    ApiExcludeEndpoint(),
    UseInterceptors(PageInterceptor),
    Header('content-type', 'text/html; charset=utf-8'),
  );
