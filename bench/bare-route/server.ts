import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';

/** A bare Fastify route with a fixed answer, in a process of its own: what HTTP costs at least. Sends its URL. */
const app = fastify();
app.post('/score-lead', async () => ({
  lead_id: 'lead-000001',
  lead_score: 0.25,
  score_category: 'B',
  model_version: 'lead-conversion:1',
  prediction_timestamp: '2026-11-30T08:00:00.000Z',
  latency_ms: 1,
}));
await app.listen({ port: 0, host: '127.0.0.1' });
process.on('disconnect', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` });
