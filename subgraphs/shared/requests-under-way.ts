import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The requests of a server that are under way: from their arrival until they are answered or given up. */
export class RequestsUnderWay {
  readonly #open = new Set<FastifyRequest>();

  /** Follows the requests of a server. */
  follow(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      this.#add(request, reply);
      done();
    });
    // the end of work whose client has hung up
    app.addHook('onSend', (request, reply, _payload, done) => {
      if (reply.raw.closed) this.#open.delete(request);
      done();
    });
  }

  get count(): number {
    return this.#open.size;
  }

  /** How many by method and route, never by path: `{ 'POST /graphql': 2 }`. */
  byRoute(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { method, routeOptions } of this.#open) {
      const route = `${method} ${routeOptions.url ?? 'unknown'}`;
      counts[route] = (counts[route] ?? 0) + 1;
    }
    return counts;
  }

  #add(request: FastifyRequest, reply: FastifyReply): void {
    this.#open.add(request);
    reply.raw.once('close', () => {
      // without an answer the work goes on, and so does what it costs
      if (reply.sent) this.#open.delete(request);
    });
  }
}
