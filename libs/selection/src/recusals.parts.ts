import { Declare } from './application/recusals/declare.js';
import { ReadNames } from './application/recusals/read-names.js';
import { RecusalTimeline } from './application/recusals/recusal-timeline.js';
import { RecusalRegistry } from './application/recusals/registry.js';
import { RecusalPagesController } from './http/recusals/recusal-pages.controller.js';
import { RecusalsController } from './http/recusals/recusals.controller.js';
import { RecusalRegistryController } from './http/recusals/registry.controller.js';

/** Who has no part in which case, and says so. */
export const RECUSAL_CONTROLLERS = [RecusalsController, RecusalRegistryController, RecusalPagesController];
export const RECUSAL_VERBS = [ReadNames, Declare, RecusalRegistry, RecusalTimeline];
