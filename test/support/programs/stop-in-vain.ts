import { fastify } from 'fastify';
import { RequestsUnderWay } from '../../../platform/http/requests-under-way.ts';
import { createLogger } from '../../../platform/logger.ts';
import { closePart } from '../../../platform/process/close-part.ts';
import { stopOnSignal } from '../../../platform/process/stop-on-signal.ts';

/** A process whose stop waits for ever: for a request and for a part. */
const app = fastify();
const underWay = new RequestsUnderWay();
underWay.follow(app);
app.get('/never/:id', async () => {
  process.stdout.write('asked\n');
  await new Promise(() => undefined);
});
const log = createLogger('info');
const close = async (): Promise<void> => {
  await Promise.all([app.close(), closePart('registry sync', () => new Promise(() => undefined))]);
};
stopOnSignal({ close, deadlineMs: 300, requests: () => underWay.byRoute(), log });
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
