import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ApolloGateway,
  type GraphQLDataSource,
  LocalGraphQLDataSource,
  RemoteGraphQLDataSource,
} from '@apollo/gateway';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, fastify } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Registry } from 'prom-client';
import { createTokens } from '../../gateway/auth/tokens.ts';
import { FederatedGraph } from '../../gateway/federation/federated-graph.ts';
import { GraphHost } from '../../gateway/federation/graph-host.ts';
import { LocalSource } from '../../gateway/federation/sources/local/local-source.ts';
import { RemoteSource } from '../../gateway/federation/sources/remote/remote-source.ts';
import { RequestDeadline } from '../../gateway/federation/sources/request-deadline.ts';
import type { Source } from '../../gateway/federation/sources/source.ts';
import { createApolloGateway } from '../../gateway/graphql/apollo-gateway.ts';
import { type ApolloGateway as GatewaySlot, startApollo } from '../../gateway/graphql/apollo-server.ts';
import type { ExecutableGraph } from '../../gateway/graphql/executable-graph.ts';
import { TrustedDocuments, trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { HttpMetrics } from '../../gateway/http/metrics.ts';
import { RequestReport } from '../../gateway/http/request-report.ts';
import { createServer } from '../../gateway/server.ts';
import { readConfig } from '../../platform/config/config.ts';
import { createLogger } from '../../platform/logger.ts';
import { MergedGraph } from './merged-graph.ts';
import { CONTEXT, HEADERS, SECRET, URLS_VARIABLE } from './protocol.ts';
import { mergedSchema, QUERY, subgraphSchemas, supergraphSdl } from './subgraphs.ts';

/**
 * One contender in a process of its own: `contender.ts NAME`. Sends its port when it listens.
 */
const CONTENDERS: Readonly<Record<string, () => Promise<FastifyInstance>>> = {
  apollo: async () => throughApollo(gatewayOver(federatedGraph())),
  direct: async () => direct(federatedGraph()),
  reference: async () => throughApollo(referenceGateway()),
  'remote-apollo': async () => throughApollo(gatewayOver(remoteGraph())),
  'remote-direct': async () => direct(remoteGraph()),
  'remote-reference': async () => throughApollo(remoteReferenceGateway()),
  merged: async () => merged(new MergedGraph(mergedSchema())),
  'merged-server': async () => behindServer(new MergedGraph(mergedSchema()), gatewayOver(federatedGraph())),
};

const URLS = JSON.parse(process.env[URLS_VARIABLE] ?? '{}') as Readonly<Record<string, string>>;
const log = createLogger('error');

/** the token that clients must send; undefined without one */
let token: string | undefined;

interface Body {
  readonly Body: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
}

const start = CONTENDERS[process.argv[2] ?? ''];
if (!start) throw new RangeError(`found ${process.argv[2]}, expected ${Object.keys(CONTENDERS).join(', ')}`);
const app = await start();
await app.listen({ port: 0, host: '127.0.0.1' });
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (app.server.address() as AddressInfo).port, token });

function gatewayOver(current: FederatedGraph): GatewaySlot {
  return createApolloGateway({ current, onChange: () => () => undefined });
}

function federatedGraph(): FederatedGraph {
  return graphOf(new Map([...subgraphSchemas()].map(([name, schema]) => [name, new LocalSource(schema)])));
}

function remoteGraph(): FederatedGraph {
  return graphOf(
    new Map(
      Object.entries(URLS).map(([subgraph, url]) => [
        subgraph,
        new RemoteSource({ subgraph, url, secret: SECRET, log }),
      ]),
    ),
  );
}

function graphOf(sources: ReadonlyMap<string, Source>): FederatedGraph {
  return new FederatedGraph({ supergraphSdl: supergraphSdl(), sources, log });
}

function referenceGateway(): GatewaySlot {
  const schemas = subgraphSchemas();
  return referenceOver(({ name }) => new LocalGraphQLDataSource(schemas.get(name) as GraphQLSchema));
}

function remoteReferenceGateway(): GatewaySlot {
  return referenceOver(
    ({ name }) =>
      new RemoteGraphQLDataSource({
        url: URLS[name] as string,
        willSendRequest: ({ request }) => {
          for (const [header, value] of Object.entries(HEADERS)) request.http?.headers.set(header, value);
        },
      }),
  );
}

function referenceOver(buildService: ({ name }: { name: string }) => GraphQLDataSource): GatewaySlot {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  return new ApolloGateway({ supergraphSdl: supergraphSdl(URLS), buildService, logger: log }) as unknown as GatewaySlot;
}

async function throughApollo(gateway: GatewaySlot): Promise<FastifyInstance> {
  const server = fastify();
  const apollo = await startApollo(gateway, new HttpMetrics(new Registry()), log);
  const handler = fastifyApolloHandler(apollo, {
    context: async () => ({
      ...CONTEXT,
      report: new RequestReport(undefined),
      deadline: new RequestDeadline(readConfig({})),
    }),
  });
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler });
  return server;
}

async function direct(graph: FederatedGraph): Promise<FastifyInstance> {
  const host = new GraphHost({ supergraphSdl: graph.supergraphSdl, createGraph: () => graph, log });
  return behindServer(host, createApolloGateway(host));
}

/**
 * The platform's server with the query as a trusted document: with a token, headers, metrics and limits as in
 * production.
 */
async function behindServer(graph: ExecutableGraph, gateway: GatewaySlot): Promise<FastifyInstance> {
  const tokens = await createTokens({ dataDir: await mkdtemp(join(tmpdir(), 'bench-gateway-')) });
  // counted, but never reached
  const config = readConfig({ RATE_LIMIT_PER_MINUTE: '60000000' });
  const documents = new TrustedDocuments([trustedDocument(QUERY)], true);
  token = await tokens.sign('bench', [], 3_600_000);
  return createServer({ graph, gateway, documents, tokens, config, log, health: {} });
}

async function merged(graph: MergedGraph): Promise<FastifyInstance> {
  const compiled = await graph.prepare(QUERY);
  const server = fastify();
  server.post<Body>('/graphql', async ({ body }, reply) => {
    const result = await compiled.query(undefined, CONTEXT, body.variables);
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
  });
  return server;
}
