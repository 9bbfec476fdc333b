import type { AddressInfo } from 'node:net';
import { createLogger } from '../../platform/logger.ts';
import { createSubgraphServer } from '../../platform/subgraph/subgraph-server.ts';
import { LiveSubgraphs } from './live-graph.ts';

/**
 * Subgraphs of the subscription bench in a process of their own: `live-subgraphs.ts SECRET`. Sends events on request.
 */
const secret = process.argv[2] ?? '';
const log = createLogger('error');
const subgraphs = new LiveSubgraphs();
const urls: Record<string, string> = {};
for (const [name, schema] of subgraphs.schemas()) {
  const app = await createSubgraphServer({ schema, secret, log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  urls[name] = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
}
process.on('disconnect', () => process.exit(0));
process.on('message', ({ send }: { readonly send: number }) => {
  for (let index = 0; index < send; index++) subgraphs.send();
});
process.send?.({ urls });
