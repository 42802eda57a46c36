import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';

/** From now on browsers ask this host encrypted only, for two years (RFC 6797). */
const ENCRYPTED_ONLY = 'max-age=63072000; includeSubDomains';
/** Policy of answers that are no pages; a page names what it loads itself. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** What every answer carries that protects its reader, unless its handler says otherwise. */
export function protect(config: Pick<Config, 'NODE_ENV'>, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .header('x-request-id', request.id)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .header('content-security-policy', NOTHING)
    // Not `no-referrer`: browsers would hide from us, too, which site a form comes from.
    .header('referrer-policy', 'same-origin')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()');
  // A host on which somebody develops must stay reachable without encryption.
  if (config.NODE_ENV === 'production' && request.protocol === 'https')
    void reply.header('strict-transport-security', ENCRYPTED_ONLY);
}
