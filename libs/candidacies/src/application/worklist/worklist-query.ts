import { z } from 'zod';
import { NEXT_ACTORS } from '../../domain/next-actor.js';
import { STATES } from '../../domain/machine.js';

export const SORTS = ['due', 'since', 'change'] as const;
export type Sort = (typeof SORTS)[number];

/** As an address says it: « late=oui ». */
const ticked = z.stringbool({ truthy: ['oui', 'true', '1', 'on'], falsy: ['non', 'false', '0', 'off'] });

/** What a worklist may be asked; the filters add up. */
export const worklistQuery = z.strictObject({
  /** `me`, `none` (nobody is in charge), `recused` (only recused people are), or a seat. */
  officer: z.union([z.enum(['me', 'none', 'recused']), z.uuid()]).optional(),
  /** What was due has passed. */
  late: ticked.optional(),
  /** Changed since I read it, or never read. */
  unread: ticked.optional(),
  actor: z.enum(NEXT_ACTORS).optional(),
  state: z.enum(STATES).optional(),
  wave: z.uuid().optional(),
  /** INSEE code of an associated region. */
  region: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  departement: z
    .string()
    .regex(/^(\d{2}|2[AB]|97\d)$/)
    .optional(),
  /** Words of a territory's name or a SIREN; the last word may be unfinished. */
  q: z.string().max(200).optional(),
  /** What is due first, who has waited longest, or what changed last. */
  sort: z.enum(SORTS).default('due'),
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^[\dTZ:.-]{20,30}~[\da-f-]{36}$|^infinity~[\da-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(25),
});
export type WorklistQuery = z.output<typeof worklistQuery>;
