import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { buildSchema, GraphQLError } from 'graphql';
import { pino } from 'pino';
import { createTokens, type Tokens } from '../../../gateway/auth/tokens.ts';
import type { LeadFeatures } from '../../../gateway/rest/score-features.ts';
import { createServer } from '../../../gateway/server.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { ExportSource } from '../../../platform/exports/export-source.ts';
import type { FindComplaint } from '../../../platform/health/health-report.ts';
import type { Probes } from '../../../platform/health/readiness.ts';
import { SCOPES, type SubgraphContext } from '../../../platform/identity/identity.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { refusal } from '../../../platform/refusal.ts';
import { fieldName } from '../../../subgraphs/scores/graph/feature-fields.ts';
import { AUDIT_SDL, type AuditPageRequest, auditPage } from './audit-events.ts';
import { SchemaGraph } from './schema-graph.ts';

/** The time at which every test starts, epoch milliseconds. */
export const NOW = Date.parse('2026-11-22T08:30:00Z');

/** Largest body of the test servers, bytes. */
export const BODY_LIMIT_BYTES = 1_048_576;

const SDL = `
  scalar DateTime
  input FeatureInput {
    companySize: Float industry: String pageViews: Float timeOnSite: Float formCompletionTime: Float
    referralSource: String createdAt: DateTime
  }
  input ScoreFeaturesInput { leadId: ID features: FeatureInput idempotencyKey: String }
  type Score { model: String! version: Int! probability: Float! grade: String! scoredAt: DateTime! latencyMs: Float! }
  type ScoreFeaturesPayload { score: Score! }
  input SubmitLeadInput {
    id: ID name: String email: String phone: String company: String companySize: Int industry: String country: String
    nationality: String emirate: String source: String campaign: String licenceType: String businessActivity: String
    createdAt: DateTime owner: String consents: [ConsentInput!]
  }
  input ConsentInput { purpose: String! textVersion: String! givenAt: DateTime }
  type CrmScore { probability: Float! grade: String! modelVersion: String! scoredAt: DateTime! }
  type Lead { id: ID! createdAt: DateTime! stage: String! company: String crmScore: CrmScore }
  type SubmitLeadPayload { leadId: ID! createdAt: DateTime! created: Boolean! }
  scalar JSON
  type PersonExport {
    leadId: ID! leadIds: [ID!]! exportedAt: DateTime! truncatedSections: [String!]! data: JSON!
  }
  type Query {
    lead(id: ID!): Lead exportPerson(leadId: ID!): PersonExport whoAmI: String! slow(ms: Int!): Boolean! broken: String
    refused: String
  }
  type Mutation {
    scoreFeatures(input: ScoreFeaturesInput!): ScoreFeaturesPayload
    submitLead(input: SubmitLeadInput!, idempotencyKey: String, idempotencyMinutes: Int): SubmitLeadPayload
  }
  ${AUDIT_SDL}
`;

/** A server under test, what it was asked, and what it logged. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly tokens: Tokens;
  /** every scope, one hour */
  readonly token: string;
  /** inputs of the mutations, in order */
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly logLines: readonly Readonly<Record<string, unknown>>[];
  /** moves the server's clock on */
  advance(ms: number): void;
  close(): Promise<void>;
}

/** What differs from the default. */
export interface TestServerOptions {
  readonly probes?: Probes;
  readonly findComplaint?: FindComplaint;
  /** variables of the configuration */
  readonly environment?: Readonly<Record<string, string>>;
  /** the built web application; that of this machine when absent */
  readonly webFolder?: URL;
  /** whether scores are computed without the graph; default false */
  readonly scoresInProcess?: boolean;
  /** exports by subgraph; none when absent */
  readonly exports?: ReadonlyMap<string, ExportSource>;
  /** the audit log; 450 events when absent */
  readonly auditEvents?: (page: AuditPageRequest) => unknown;
}

/** Starts a server over a small graph of its own; nothing listens until a test asks for it. */
export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-http-'));
  let now = NOW;
  const clock = () => now;
  const tokens = await createTokens({ dataDir, clock });
  const inputs: Record<string, unknown>[] = [];
  const logLines: Record<string, unknown>[] = [];
  const graph = createGraph(inputs, options.auditEvents ?? ((page) => auditPage(450, page)));
  const app = await createServer({
    graph,
    gateway: graph.asGateway(),
    tokens,
    config: readConfig({
      BODY_LIMIT_BYTES: String(BODY_LIMIT_BYTES),
      ARTIFACT_LIMIT_BYTES: String(32 * BODY_LIMIT_BYTES),
      ...options.environment,
    }),
    log: pino({ level: 'debug' }, collect(logLines)),
    health: options.probes ?? { database: async () => undefined },
    findComplaint: options.findComplaint,
    exports: options.exports,
    scoreDirectly: options.scoresInProcess ? async (lead) => score(inputs, asInput(lead)) : undefined,
    webFolder: options.webFolder,
    clock,
  });
  return {
    app,
    tokens,
    token: await tokens.sign('tester', SCOPES, 3_600_000),
    inputs,
    logLines,
    advance: (ms) => {
      now += ms;
    },
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function createGraph(inputs: Record<string, unknown>[], auditEvents: (page: AuditPageRequest) => unknown): SchemaGraph {
  const schema = buildSchema(SDL);
  const rootFields = {
    scoreFeatures: ({ input }: { input: Record<string, unknown> }) => {
      const { scoredAt, ...rest } = score(inputs, input);
      return { score: { ...rest, scoredAt: new Date(scoredAt).toISOString() } };
    },
    submitLead: ({ input, idempotencyKey }: { input: Record<string, unknown>; idempotencyKey: string | null }) => {
      inputs.push({ ...input, idempotencyKey });
      if (input.name === 'refused') throw refusal('VALIDATION_FAILED', 'input.companySize', '1', '2');
      return { leadId: input.id ?? 'new lead/1', createdAt: new Date(NOW).toISOString(), created: true };
    },
    lead: ({ id }: { id: string }) =>
      id === 'nobody' ? null : { id, createdAt: new Date(NOW).toISOString(), stage: 'NEW', company: 'Saleh Trading' },
    whoAmI: (_: unknown, { identity, requestId }: SubgraphContext) => `${identity.subject} ${requestId}`,
    slow: async ({ ms }: { ms: number }) => sleep(ms, true),
    auditEvents,
    broken: () => {
      throw new TypeError('a secret of ours');
    },
    refused: () => {
      throw new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } });
    },
  };
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const resolve = rootFields[field.name as keyof typeof rootFields];
      field.resolve = (_root, args, context) => resolve(args as never, context as never);
    }
  return new SchemaGraph(schema);
}

/** Score of whatever lead, but for two. */
function score(inputs: Record<string, unknown>[], input: Record<string, unknown>) {
  inputs.push(input);
  if (input.leadId === 'nobody') throw new DomainError('LEAD_NOT_FOUND', 'lead nobody: found none with this id');
  if (input.leadId === 'breaks') throw new TypeError('a secret of ours');
  if (input.leadId === 'faulty') refuseAll();
  return { model: 'lead-conversion', version: 1, probability: 0.75, grade: 'A', scoredAt: NOW, latencyMs: 1.5 };
}

function refuseAll(): void {
  const faults = new InputFaults();
  faults.add('leadId', 'leadId: found ', 'less');
  faults.add('industry', 1, '2');
  faults.add('idempotencyKey', 3, '4');
  faults.check();
}

/** A request without the graph, as the input of `scoreFeatures` that says the same. */
function asInput({ leadId, idempotencyKey, features, createdAt }: LeadFeatures): Record<string, unknown> {
  const named = Object.entries(features ?? {}).map(([name, value]) => [fieldName(name), value]);
  const created = createdAt === undefined ? undefined : new Date(createdAt).toISOString();
  return { leadId, idempotencyKey, features: { ...Object.fromEntries(named), createdAt: created } };
}

function collect(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
}
