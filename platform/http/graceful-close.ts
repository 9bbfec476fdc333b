import { Server, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../health/readiness.ts';

/** long enough for a busy client to learn, from an answer on each of its connections, that the connection ends */
const FAREWELL_MS = 1_000;
const LOOK_MS = 25;

/** Settings of a server's graceful close. */
export interface DrainOptions {
  readonly readiness: Readiness;
  /** from the readiness that says no to the listener that closes. Default 0 */
  readonly delayMs?: number | undefined;
}

/**
 * Begins `close()`: `/ready` says no, the listener stays open for the delay, so that load balancers send nothing more,
 * then the connections that the operating system has queued are taken, then no more. Add it before what else ends.
 */
export function addDrain(app: FastifyInstance, { readiness, delayMs = 0 }: DrainOptions): void {
  let isDraining = false;
  app.addHook('onRequest', (_request, reply, done) => {
    // a busy client whose connection is closed while the listener is open would return at once on a new one
    if (isDraining) reply.raw.removeHeader('connection');
    done();
  });
  app.addHook('preClose', async () => {
    readiness.drain();
    if (!app.server.listening) return;
    isDraining = true;
    if (delayMs > 0) await sleep(delayMs);
    await emptyBacklog(app.server);
    isDraining = false;
    // that of http would also end connections on which a request is on its way
    Server.prototype.close.call(app.server);
  });
}

/**
 * Lets `close()` cut no request, after {@link addDrain}: those on the connections there are, are answered as before, with
 * `connection: close`. After a second connections end as they fall idle, and those that have brought nothing at once.
 */
export function addGracefulClose(app: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let sweep: NodeJS.Timeout | undefined;
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', async () => {
    const until = performance.now() + FAREWELL_MS;
    while (performance.now() < until && sockets.size > 0) await sleep(LOOK_MS);
    if (sockets.size === 0) return;
    // an answer under way at the close leaves its connection open, and the server would wait for it to time out
    sweep = setInterval(() => {
      app.server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, LOOK_MS);
  });
  app.addHook('onClose', async () => clearInterval(sweep));
}

/**
 * Ends after a turn of the event loop in which no connection came: one is taken per turn, and those still queued when
 * the listener closes are reset. A client that keeps connecting is not waited for.
 */
async function emptyBacklog(server: Server): Promise<void> {
  let taken = 0;
  const count = (): void => {
    taken += 1;
  };
  server.on('connection', count);
  const until = performance.now() + FAREWELL_MS;
  for (let before = -1; before < taken && performance.now() < until; ) {
    before = taken;
    // the first ends the current turn of the event loop, the second the next one, which polls the listener
    await nextTurn();
    await nextTurn();
  }
  server.off('connection', count);
}
