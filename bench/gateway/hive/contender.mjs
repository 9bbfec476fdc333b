import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

/**
 * Hive Gateway with the planner and executor of Hive Router, on node:http as its command line serves it. Reads the
 * supergraph and the headers of subgraph requests from the environment, and says its port when it listens.
 */
const headers = JSON.parse(process.env.BENCH_HEADERS);
const gateway = createGatewayRuntime({
  supergraph: process.env.BENCH_SUPERGRAPH,
  unifiedGraphHandler,
  logging: 'error',
  propagateHeaders: { fromClientToSubgraphs: () => headers },
  graphiql: false,
  landingPage: false,
});
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
