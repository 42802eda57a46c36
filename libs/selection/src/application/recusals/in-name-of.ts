import { inTheNameOf, type RequestContext } from '@rebond/platform';

/**
 * The system acts in the name of the person who asks: what they declare concerns cases that are closed to them, of which
 * their own role must not read even the names elsewhere.
 */
export const inNameOf = (ctx: RequestContext): RequestContext => ({ ...ctx, actor: inTheNameOf(ctx.actor) });
