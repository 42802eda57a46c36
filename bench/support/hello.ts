import fastify from 'fastify';

/** The raw limit of a page: Fastify alone, in a process of its own, answering one word. */
const server = fastify({ logger: false });
server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send('hello'));
server.listen({ host: '127.0.0.1', port: Number(process.argv[2]) }).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
