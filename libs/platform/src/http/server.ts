import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { say, UnsupportedMediaError, type Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import type { Config } from '../config/config.js';
import { TUS_CONTENT_TYPE } from '../files/uploads.js';
import { speakLanguages } from '../languages/speak-languages.js';
import { LOGGER, NestLogger } from '../telemetry/logger.js';
import { ERROR_PAGES } from './action.js';
import { protect } from './headers.js';
import { Health } from './health.js';
import { SchemaPipe } from './input.js';
import { compressAnswers } from './compression.js';
import { acceptCsv } from './csv-body.js';
import { acceptForms, isForm, isFormWithFiles } from './form-body.js';
import { acceptJson } from './json-body.js';
import { inLanguageOf, speakToEachTheirs } from './language.js';
import { acceptMail } from './mail-body.js';
import { type ErrorPages, ProblemFilter, problemOf, sendProblem } from './problem.js';
import { loggedUrl } from './logged-url.js';
import { RouteTable } from './routes.js';

/** Largest JSON body, in bytes; files come by the upload protocol. */
const BODY_LIMIT = 1_048_576;
const TRACE = /^[\w.:-]{8,128}$/;
/** Builds the HTTP process: one adapter, one error filter, one input pipe, one place that stamps the receipt. */
export async function makeHttp(
  module: Parameters<typeof NestFactory.create>[0],
  config: Config,
  logger: Logger,
): Promise<NestFastifyApplication> {
  speakLanguages(config);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // One proxy in front: what a client itself puts into X-Forwarded-For counts for nothing.
    trustProxy: config.BEHIND_PROXY ? (_address: string, hop: number) => hop === 0 : false,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && TRACE.test(given) ? given : randomUUIDv7();
    },
    logger: false,
    // An address that nobody can decode never meets a hook or a filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      protect(config, request, reply);
      inLanguageOf(request, () => sendProblem(reply, problemOf(error, request)));
    },
    routerOptions: { ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const clock = app.get<Clock>(CLOCK);
  const fastify = adapter.getInstance();
  const routes = app.get(RouteTable);
  routes.watch(fastify);
  speakToEachTheirs(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    protect(config, request, reply);
    await clock.refresh();
  });
  // Forms are for pages: the API takes JSON, whose numbers are numbers.
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if ((isForm(request) || isFormWithFiles(request)) && request.url.startsWith('/api/'))
      done(new UnsupportedMediaError('unsupported-media', say`Ce type de contenu n'est pas accepté ici.`));
    else done(null, payload);
  });
  // The complete body has arrived and nothing has been waited for since: this is the receipt instant.
  fastify.addHook('preValidation', (request, _reply, done) => {
    request.receivedAt = clock.now();
    done();
  });
  // A connection kept open after its last answer would hold the shutdown up to its end.
  const health = app.get(Health);
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (health.isClosing) void reply.header('connection', 'close');
    done();
  });
  compressAnswers(fastify);
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info(
      {
        traceId: request.id,
        method: request.method,
        url: loggedUrl(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        seat: request.actor?.seatId ?? null,
      },
      'request',
    );
    done();
  });
  acceptJson(fastify);
  acceptCsv(fastify);
  acceptForms(fastify);
  acceptMail(fastify);
  // Forms with files are read by their handler, as they come (`receiveForm`).
  await app.register(fastifyMultipart, { throwFileSizeLimit: false });
  // Uploads are read by their handler, as they come; nothing is served from the store but what a handler sends.
  fastify.addContentTypeParser(TUS_CONTENT_TYPE, (_request, _body, done) => done(null));
  await app.register(fastifyStatic, { root: resolve(config.FILES_DIR), serve: false });
  app.useGlobalFilters(new ProblemFilter(app.get(LOGGER), routes, app.get<ErrorPages>(ERROR_PAGES, { strict: false })));
  app.useGlobalPipes(new SchemaPipe());
  return app;
}
