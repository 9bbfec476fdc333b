import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tracer } from '@opentelemetry/api';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createTokens } from '../../../gateway/auth/tokens.ts';
import type { FederatedGraphOptions } from '../../../gateway/federation/federated-graph.ts';
import { GraphHost } from '../../../gateway/federation/graph-host.ts';
import { GraphMetrics } from '../../../gateway/federation/observe/graph-metrics.ts';
import { createApolloGateway } from '../../../gateway/graphql/apollo-gateway.ts';
import type { ExecutableGraph } from '../../../gateway/graphql/executable-graph.ts';
import { createServer } from '../../../gateway/server.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';
import { composeGraph, federatedGraph } from '../federation/composed-graph.ts';
import { AUDIT_SDL } from './audit-events.ts';

/** A lead with its score, over two subgraphs, and the operations behind the REST routes. */
const composed = composeGraph({
  leads: {
    typeDefs: `
      scalar DateTime
      scalar JSON
      type Query { lead(id: ID!): Lead exportPerson(leadId: ID!): PersonExport gone: Int broken: Int }
      type PersonExport {
        leadId: ID! leadIds: [ID!]! exportedAt: DateTime! truncatedSections: [String!]! data: JSON!
      }
      type Mutation { submitLead(input: SubmitLeadInput!, idempotencyKey: String): SubmitLeadPayload }
      type Lead @key(fields: "id") {
        id: ID! createdAt: DateTime! stage: String! company: String crmScore: CrmScore
      }
      type CrmScore { probability: Float! grade: String! modelVersion: String! scoredAt: DateTime! }
      input SubmitLeadInput {
        id: ID name: String email: String phone: String company: String companySize: Int industry: String
        country: String nationality: String emirate: String source: String campaign: String licenceType: String
        businessActivity: String createdAt: DateTime
      }
      type SubmitLeadPayload { leadId: ID! createdAt: DateTime! }
      ${AUDIT_SDL}
    `,
    resolvers: {
      Query: {
        lead: (_: unknown, { id }: { id: string }) => ({ id, createdAt: '2026-11-22T08:30:00Z', stage: 'NEW' }),
        gone: () => {
          throw new DomainError('LEAD_NOT_FOUND', 'no lead');
        },
        broken: () => {
          throw new TypeError('a secret of ours');
        },
      },
    },
  },
  scores: {
    typeDefs: `
      scalar DateTime
      type Lead @key(fields: "id") { id: ID! score: Score }
      type Score { model: String! version: Int! probability: Float! grade: String! scoredAt: DateTime! latencyMs: Float! }
      type Mutation { scoreFeatures(input: ScoreFeaturesInput!): ScoreFeaturesPayload }
      input FeatureInput {
        companySize: Float industry: String pageViews: Float timeOnSite: Float formCompletionTime: Float
        referralSource: String createdAt: DateTime
      }
      input ScoreFeaturesInput { leadId: ID features: FeatureInput idempotencyKey: String }
      type ScoreFeaturesPayload { score: Score! }
    `,
    resolvers: {
      Lead: {
        score: ({ id }: { id: string }) =>
          id === 'hangs' ? new Promise(() => undefined) : Promise.resolve({ probability: 0.5, grade: 'B' }),
      },
      Mutation: { scoreFeatures: () => new Promise(() => undefined) },
    },
  },
});

/** What differs from the default. */
export interface FederatedServerOptions {
  readonly planner?: FederatedGraphOptions['planner'];
  readonly tracer?: Tracer | undefined;
  /** variables of the configuration */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A server over a federated graph, observed as the platform's is. */
export interface FederatedServer {
  readonly app: FastifyInstance;
  readonly logLines: readonly Readonly<Record<string, unknown>>[];
  /** headers with a token of these scopes; by default of every scope */
  asHolderOf(scopes?: readonly string[]): Promise<Readonly<Record<string, string>>>;
  graphql(query: string, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

/** Starts it; nothing listens until a test asks for it. */
export async function createFederatedServer(options: FederatedServerOptions = {}): Promise<FederatedServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-federated-'));
  const logLines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line) => void logLines.push(JSON.parse(line)) });
  const registry = new Registry();
  const { tracer } = options;
  const heard = { observer: new GraphMetrics(registry), tracer, ...(options.planner && { planner: options.planner }) };
  const graph = new GraphHost({
    supergraphSdl: composed.supergraphSdl,
    createGraph: () => federatedGraph(composed, 1, log, heard),
    log,
  });
  const tokens = await createTokens({ dataDir });
  const app = await createServer({
    graph: graph as ExecutableGraph,
    gateway: createApolloGateway(graph) as never,
    tokens,
    config: readConfig(options.environment ?? {}),
    log,
    health: {},
    registry,
    tracer,
  });
  const asHolderOf: FederatedServer['asHolderOf'] = async (scopes = SCOPES) => ({
    authorization: `Bearer ${await tokens.sign('tester', scopes, 3_600_000)}`,
  });
  return {
    app,
    logLines,
    asHolderOf,
    graphql: async (query, headers = {}) =>
      app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { ...(await asHolderOf()), ...headers },
        payload: { query },
      }),
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
