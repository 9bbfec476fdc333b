import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** long enough for a busy client to learn, from an answer on each of its connections, that the connection ends */
const FAREWELL_MS = 250;
const IDLE_SWEEP_MS = 100;

/**
 * Lets `close()` cut no request.
 *
 * For a quarter of a second the server still listens while every answer says `connection: close`, so that clients go
 * elsewhere by themselves; a connection is never closed under a request that is on its way. Then nothing new is
 * accepted, what is under way is answered, and connections end as they fall idle.
 */
export function addGracefulClose(app: FastifyInstance): void {
  let sweep: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    if (!app.server.listening) return;
    await sleep(FAREWELL_MS);
    // an answer under way at the close leaves its connection open, and the server would wait for it to time out
    sweep = setInterval(() => app.server.closeIdleConnections(), IDLE_SWEEP_MS);
  });
  app.addHook('onClose', async () => clearInterval(sweep));
}
