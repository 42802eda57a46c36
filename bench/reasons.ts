/** Why a part misses its target, as far as it is known; printed only for the parts that miss. */
export const reasons: Readonly<Record<string, string>> = {
  b:
    'one server process is one thread, which shares the cores with PostgreSQL and with the client that loads it. A ' +
    'deposit is about fourteen statements, each a round trip; profiled, a third of the busy time of the server is the ' +
    'writing of these to their sockets, and the form, the machine and the hashes together are less than a tenth. The ' +
    'p99 at 32 connections is the turn of 32 requests in that one thread: it falls with the rate, and with a second ' +
    'server process where there are cores for it.',
  f:
    'most of it is the loading of modules (Nest, TypeORM, Fastify, zod), which the compile cache shortens by a third, ' +
    'and which stretches with every other process on the cores.',
};
