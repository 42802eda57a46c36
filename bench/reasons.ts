/** Why a part misses its target, as far as it is known; printed only for the parts that miss. */
export const reasons: Readonly<Record<string, string>> = {
  b:
    'a deposit at 32 connections waits for its turn on the cores that the server shares with PostgreSQL and with the ' +
    'client that loads it: the same statements, sent by pgbench with no HTTP at all, take the mean that the table ' +
    'gives, and their p99 lies above it. A deposit is about fourteen statements, each a round trip; profiled, a third ' +
    'of the busy time of the server is the writing of these to their sockets, and the form, the machine and the ' +
    'hashes together are less than a tenth. More cores lower it, fewer statements would lower both.',
  g:
    'a worklist page asks nine statements: who reads, the counts of each quick view, the page itself, what its ' +
    'filters offer, and what the reader has read. Its SQL alone is the limit, as the raw column says; counts kept ' +
    'with the facets would take most of it away.',
  f:
    'most of it is the loading of modules (Nest, TypeORM, Fastify, zod), which the compile cache shortens by a third, ' +
    'and which stretches with every other process on the cores.',
};
