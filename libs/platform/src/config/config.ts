import { z } from 'zod';
import { RefusedError, type Fault } from '@rebond/kernel';
import '../http/french.js';
import { secretKeys } from '../secrets/secret-keys.js';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** Every environment variable the processes read. Nothing else in the product reads `process.env`. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** The application's own role: owns nothing, bypasses nothing. */
  DATABASE_URL: postgresUrl,
  /** Connections of this process to PostgreSQL, the queue's excepted. */
  DATABASE_POOL: whole(2, 200).default(10),
  /** Set: BullMQ on Redis. Absent: BullMQ on its PostgreSQL backend. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Prefix of the queue's keys in Redis; a hash tag, so that a Cluster keeps a queue on one node. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w{}-]+$/)
    .default('{rebond}'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** Header sender of every mail; of its envelope too where nothing is received. */
  MAIL_FROM: z.email().default('ne-pas-repondre@rebond.example'),
  /** Domain of the addresses at which answers to mails and their reports arrive; without it mails say to answer on the portal. */
  REPLY_DOMAIN: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
    .optional(),
  /** What the operator's mail server proves itself with when it hands in an answer. */
  INBOUND_MAIL_SECRET: z.string().min(32).max(200).optional(),
  /** Where uploaded files are kept; shared by every server. */
  FILES_DIR: z.string().min(1),
  /** Encrypt what must be read again and may not lie readable in the database: the first encrypts, all decrypt. */
  SECRET_KEYS: secretKeys,
  /** Root of the links in mails. */
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  /** `simulated` reads the demo's clock from the database; refused in production. */
  CLOCK: z.enum(['system', 'simulated']).default('system'),
  /** After this delay a shutdown stops waiting and the process ends with 1. */
  SHUTDOWN_TIMEOUT_MS: whole(100, 600_000).default(10_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Where the nightly root of the audit log goes, so that it leaves the system. */
  AUDIT_SEAL_TO: z.email().optional(),
  AUDIT_SEAL_DIR: z.string().optional(),
  /**
   * Look of the portal. `etat`: the State's own style sheet, icons and brand block, from `DSFR_DIST`, for operators
   * that its terms of use entitle.
   */
  SITE_BRANDING: z.enum(['rebond', 'etat']).default('rebond'),
  /** Folder `dist` of the operator's own copy of the State's design system. */
  DSFR_DIST: z.string().min(1).optional(),
  /** Folder of the languages beside French: `en.json` holds French messages and their translations (ADR 0033). */
  LANGUAGES_DIR: z.string().min(1).optional(),
  /** Identity federation (ProConnect): its issuer, and the client registered there. All three, or none. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** Signature of what it says of people, as registered there. */
  OIDC_ALG: z.enum(['RS256', 'ES256']).default('RS256'),
  /** Levels of assurance asked for and accepted, parted by spaces; any when absent. */
  OIDC_ACR: z.string().min(1).optional(),
  /** Most requests of one seat in a minute, spread over it or at once; 0: no limit. */
  RATE_LIMIT_SEAT: whole(0, 1_000_000).default(1_200),
  /** Most requests of one address of the network in a minute, from those who are not signed in; 0: no limit. */
  RATE_LIMIT_ADDRESS: whole(0, 1_000_000).default(3_000),
  /** Trust X-Forwarded-* of a proxy in front. */
  BEHIND_PROXY: flag.default(false),
});

export type Config = Readonly<z.infer<typeof environment>>;

/** Injection token of the validated configuration. */
export const CONFIG = Symbol('CONFIG');

/**
 * Reads and checks the environment once, at start.
 * @throws RefusedError `bad-configuration` that lists every fault at once, one per variable
 */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(variables);
  const faults: Fault[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        pointer: String(issue.path[0]),
        code: issue.code,
        detail: issue.message,
      }));
  if (variables['NODE_ENV'] === 'production' && variables['CLOCK'] === 'simulated')
    faults.push({ pointer: 'CLOCK', code: 'refused', detail: "L'horloge simulée est refusée en production." });
  if (variables['SITE_BRANDING'] === 'etat' && !variables['DSFR_DIST'])
    faults.push({ pointer: 'DSFR_DIST', code: 'required', detail: 'À donner quand SITE_BRANDING vaut « etat ».' });
  if (variables['REPLY_DOMAIN'] && !variables['INBOUND_MAIL_SECRET'])
    faults.push({ pointer: 'INBOUND_MAIL_SECRET', code: 'required', detail: 'À donner avec REPLY_DOMAIN.' });
  const openId = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].filter((name) => !variables[name]);
  if (openId.length > 0 && openId.length < 3)
    for (const name of openId)
      faults.push({ pointer: name, code: 'required', detail: 'À donner avec les deux autres variables OIDC.' });
  if (variables['NODE_ENV'] === 'production' && variables['OIDC_ISSUER']?.startsWith('http:'))
    faults.push({ pointer: 'OIDC_ISSUER', code: 'refused', detail: 'En production, une adresse https.' });
  if (!parsed.success || faults.length > 0)
    throw new RefusedError(
      'bad-configuration',
      `Configuration refusée :\n${faults.map((fault) => `  ${fault.pointer} : ${fault.detail}`).join('\n')}`,
      faults,
    );
  return parsed.data;
}
