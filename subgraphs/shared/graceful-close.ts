import { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';

/** long enough for a busy client to learn, from an answer on each of its connections, that the connection ends */
const FAREWELL_MS = 1_000;
const LOOK_MS = 25;

/**
 * Lets `close()` cut no request.
 *
 * No connection is taken any more, so that clients go elsewhere. Requests on those there are, are answered as before,
 * with `connection: close`. After a second connections end as they fall idle.
 */
export function addGracefulClose(app: FastifyInstance): void {
  let sweep: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    if (!app.server.listening) return;
    const countConnections = promisify(app.server.getConnections.bind(app.server));
    // that of http would also end connections on which a request is on its way
    Server.prototype.close.call(app.server);
    const until = performance.now() + FAREWELL_MS;
    while (performance.now() < until && (await countConnections()) > 0) await sleep(LOOK_MS);
    // an answer under way at the close leaves its connection open, and the server would wait for it to time out
    sweep = setInterval(() => app.server.closeIdleConnections(), LOOK_MS);
  });
  app.addHook('onClose', async () => clearInterval(sweep));
}
