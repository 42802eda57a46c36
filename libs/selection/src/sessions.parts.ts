import type { Provider, Type } from '@nestjs/common';
import { ConveneSession } from './application/session/convene-session.js';
import { Convoke } from './application/session/convoke.js';
import { ProposeFromSession } from './application/session/propose-from-session.js';
import { ReadConvocation } from './application/session/read-convocation.js';
import { ReadSession } from './application/session/read-session.js';
import { ReconveneSession } from './application/session/reconvene-session.js';
import { RunSession } from './application/session/run-session.js';
import { SessionMails } from './application/session/session-mails.js';
import { Sit } from './application/session/sit.js';
import { WriteMinutes } from './application/session/write-minutes.js';
import { SecondConvocationController } from './http/session/second-convocation.controller.js';
import { SecondConvocationPagesController } from './http/session/second-convocation-pages.controller.js';
import { ConvocationController } from './http/session/convocation.controller.js';
import { SessionActsController } from './http/session/session-acts.controller.js';
import { SessionItemsController } from './http/session/session-items.controller.js';
import { SessionPagesController } from './http/session/session-pages.controller.js';
import { SessionViews } from './http/session/session-views.js';
import { SessionsController } from './http/session/sessions.controller.js';

/** The committees that examine the cases of a wave, as legal objects. */
export const SESSION_CONTROLLERS: readonly Type[] = [
  SessionsController,
  SessionPagesController,
  SessionActsController,
  SessionItemsController,
  SecondConvocationController,
  SecondConvocationPagesController,
  ConvocationController,
];
export const SESSION_VERBS: readonly Provider[] = [
  ConveneSession,
  Convoke,
  ProposeFromSession,
  ReadConvocation,
  ReadSession,
  ReconveneSession,
  RunSession,
  SessionMails,
  SessionViews,
  Sit,
  WriteMinutes,
];
