import type { AddressInfo } from 'node:net';
import { createLogger } from '../../platform/logger.ts';
import { createSubgraphServer } from '../../platform/subgraph/subgraph-server.ts';
import { SECRET } from './protocol.ts';
import { subgraphSchemas } from './subgraphs.ts';

/**
 * The three subgraphs behind URLs, in one process for all contenders: the servers of `npm run serve`. Sends the URLs.
 */
const urls: Record<string, string> = {};
const log = createLogger('error');
for (const [name, schema] of subgraphSchemas()) {
  const app = await createSubgraphServer({ schema, secret: SECRET, log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  urls[name] = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
}
process.on('disconnect', () => process.exit(0));
process.send?.({ urls });
