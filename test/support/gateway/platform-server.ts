import { EventEmitter, on } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, parse, visit } from 'graphql';
import { createTokens, type Tokens } from '../../../gateway/auth/tokens.ts';
import { FederatedGraph, type FederatedGraphOptions } from '../../../gateway/federation/federated-graph.ts';
import { GraphHost } from '../../../gateway/federation/graph-host.ts';
import { LocalSource } from '../../../gateway/federation/sources/local/local-source.ts';
import { SubscriptionHub } from '../../../gateway/federation/subscriptions/subscription-hub.ts';
import { createApolloGateway } from '../../../gateway/graphql/apollo-gateway.ts';
import { TrustedDocuments } from '../../../gateway/graphql/trusted-documents.ts';
import type { ScoreDirectly } from '../../../gateway/rest/direct-scores.ts';
import { createServer } from '../../../gateway/server.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';
import { createLogger } from '../../../platform/logger.ts';
import { projectFile } from '../../../platform/process/program.ts';

const AT = '2026-11-22T08:30:00.000Z';

interface Row {
  readonly id: string;
}

const lead = ({ id }: Row) => ({ id, createdAt: AT, updatedAt: AT, stage: 'NEW', company: `Company of ${id}` });

const leads = ({ first }: { first: number }) => ({
  edges: Array.from({ length: first }, (_, index) => ({ cursor: `c${index}`, node: lead({ id: `lead-${index}` }) })),
  pageInfo: { hasNextPage: false, hasPreviousPage: false },
  totalCount: first,
});

const score = ({ id }: Row) => ({
  id: `score-${id}`,
  probability: 0.75,
  points: 75,
  scoredAt: AT,
  grade: 'A',
  lead: { id },
  modelVersion: { model: 'lead-conversion', version: 1 },
});

const metrics = (predictions: number) => ({ predictions, until: AT, throughput: 0.5, grades: [], versions: [] });

/** Two events, and then none until the subscriber leaves. */
function liveMetrics(): AsyncIterable<unknown> {
  const source = new EventEmitter();
  const events = on(source, 'metrics');
  for (const predictions of [1, 2]) source.emit('metrics', metrics(predictions));
  return events;
}

/** Resolvers over rows made on the spot; what they leave out is null. */
const RESOLVERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  leads: {
    Query: {
      lead: (_: unknown, row: Row) => (row.id === 'nobody' ? null : lead(row)),
      leads: (_: unknown, page: { first: number }) => leads(page),
    },
    Mutation: { updateLead: (_: unknown, row: Row) => ({ lead: lead(row) }) },
    Lead: { __resolveReference: lead },
  },
  scores: {
    Lead: { __resolveReference: ({ id }: Row) => ({ id }), score },
    Mutation: {
      scoreLead: (_: unknown, { leadId }: { leadId: string }) => ({ score: score({ id: leadId }) }),
      scoreFeatures: (_: unknown, { input }: { input: { leadId: string } }) => ({ score: score({ id: input.leadId }) }),
    },
  },
  models: {
    ModelVersion: {
      __resolveReference: ({ model, version }: { model: string; version: number }) => ({
        model,
        version,
        stage: 'PRODUCTION',
      }),
    },
  },
  monitoring: {
    Query: {
      health: () => {
        throw new TypeError('a secret of ours');
      },
    },
    Subscription: { liveMetrics: { subscribe: liveMetrics, resolve: ([event]: unknown[]) => event } },
  },
};

/** What a test chooses about its server. */
export interface PlatformServerOptions {
  readonly documents?: TrustedDocuments;
  readonly graph?: Pick<FederatedGraphOptions, 'limits' | 'introspection'>;
  /** the subgraph `scores`; one that answers from memory when absent */
  readonly scores?: GraphQLSchema;
  /** scores without the graph when given */
  readonly scoreDirectly?: ScoreDirectly | undefined;
  readonly clock?: () => number;
}

/** A server over the platform's own supergraph. */
export interface PlatformServer {
  readonly app: FastifyInstance;
  readonly tokens: Tokens;
  /** every scope, one hour */
  readonly token: string;
  close(): Promise<void>;
}

/** The platform's supergraph over subgraphs that answer from memory. */
export function platformGraph(options: PlatformServerOptions['graph'] = {}, scores?: GraphQLSchema): FederatedGraph {
  const schemas = Object.keys(RESOLVERS).map(
    (name) => [name, (name === 'scores' && scores) || subgraph(name)] as const,
  );
  const sources = new Map(schemas.map(([name, schema]) => [name, new LocalSource(schema)]));
  const log = createLogger('silent');
  return new FederatedGraph({ supergraphSdl: schemaFile('supergraph'), sources, log, ...options });
}

/** Starts the platform's server over {@link platformGraph}; nothing listens until a test asks for it. */
export async function createPlatformServer(options: PlatformServerOptions = {}): Promise<PlatformServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-platform-'));
  const log = createLogger('silent');
  const tokens = await createTokens({ dataDir });
  const createGraph = () => platformGraph(options.graph, options.scores);
  const graph = new GraphHost({ supergraphSdl: schemaFile('supergraph'), createGraph, log });
  const gateway = createApolloGateway(graph);
  const { documents = new TrustedDocuments([], false), scoreDirectly, clock = Date.now } = options;
  const config = readConfig({});
  const hub = new SubscriptionHub({ graph: graph.current, log });
  const subscriptions = { host: graph, hub, config };
  const routes = { documents, scoreDirectly, subscriptions, health: {} };
  const app = await createServer({ graph, gateway, tokens, config, log, clock, ...routes });
  return {
    app,
    tokens,
    token: await tokens.sign('tester', SCOPES, 3_600_000),
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function subgraph(name: string): GraphQLSchema {
  // federation adds its own fields and types again
  const isFederation = ({ name: { value } }: { name: { value: string } }) =>
    ['_entities', '_service', '_Entity', '_Service', '_Any'].includes(value);
  const drop = (node: { name: { value: string } }) => (isFederation(node) ? null : undefined);
  const typeDefs = visit(parse(schemaFile(name)), {
    FieldDefinition: drop,
    ObjectTypeDefinition: drop,
    UnionTypeDefinition: drop,
    ScalarTypeDefinition: drop,
  });
  return buildSubgraphSchema([{ typeDefs, resolvers: RESOLVERS[name] as never }]);
}

function schemaFile(name: string): string {
  return readFileSync(projectFile(`schema/${name}.graphql`), 'utf8');
}
