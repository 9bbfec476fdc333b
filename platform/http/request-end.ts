import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Hears that a request is over.
 *
 * @param isAnswered the whole response was handed to the operating system; false when the client has disconnected before,
 * and then the work for it may continue
 */
export type RequestEndListener = (request: FastifyRequest, reply: FastifyReply, isAnswered: boolean) => void;

declare module 'fastify' {
  interface FastifyInstance {
    readonly requestEndListeners?: RequestEndListener[];
  }
}

/**
 * Calls a listener at the end of every request of a server. All share one event of the response: hooks of the framework
 * would add three to each request, and do not run for a client that leaves once its body was read.
 */
export function onRequestEnd(app: FastifyInstance, listener: RequestEndListener): void {
  if (app.requestEndListeners) {
    app.requestEndListeners.push(listener);
    return;
  }
  const listeners = [listener];
  app.decorate('requestEndListeners', listeners);
  app.addHook('onRequest', (request, reply, done) => {
    const end = (): void => {
      const isAnswered = wasAnswered(reply);
      for (const hear of listeners) hear(request, reply, isAnswered);
    };
    if (reply.raw.socket) reply.raw.on('close', end);
    else followQueued(request, reply, end);
    done();
  });
}

/** A response that waits for another on its connection does not hear when that closes. */
function followQueued({ raw: { socket } }: FastifyRequest, { raw }: FastifyReply, end: () => void): void {
  const endOnce = (): void => {
    socket.off('close', endOnce);
    raw.off('close', endOnce);
    end();
  };
  socket.on('close', endOnce);
  raw.on('close', endOnce);
}

/** An injected response keeps a socket that takes no part. */
function wasAnswered({ raw }: FastifyReply): boolean {
  return raw.writableFinished || raw.socket?.destroyed === false;
}
