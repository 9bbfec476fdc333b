import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { AUDIT_SDL } from '../../test/support/gateway/audit-events.ts';

const HEADER = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Operation of every contender: leads of one subgraph, their scores of a second, the stage of a third. */
export const QUERY = `query Leads($first: Int!, $campaign: String!) {
  leads(first: $first, campaign: $campaign) {
    id
    company
    campaign
    score { probability grade modelVersion { model version stage } }
  }
}`;

interface Lead {
  readonly id: string;
  readonly campaign?: string;
}

interface VersionKey {
  readonly model: string;
  readonly version: number;
}

const leads = (_: unknown, { first, campaign }: { first: number; campaign: string }) =>
  Array.from({ length: first }, (__, index) => ({
    id: `lead-${campaign}-${index}`,
    company: `Company ${index}`,
    campaign,
  }));

// every key includes the campaign, so that requests of different campaigns share nothing on the way to a subgraph
const scoreOf = ({ id }: Lead) => {
  const [, campaign, index] = id.split('-');
  const number = Number(index);
  const modelVersion = { model: `model-${campaign}`, version: (number % 2) + 1 };
  return { id: `score-${id}`, probability: number / 20, grade: 'ABCD'[number % 4], modelVersion };
};

const stageOf = ({ version }: VersionKey) => (version === 1 ? 'PRODUCTION' : 'STAGING');

/** Fields that the REST routes of the platform's server need; never queried here. */
const REST = `
  scalar DateTime
  input SubmitLeadInput { id: ID }
  input ScoreFeaturesInput { leadId: ID }
  type CrmScore { probability: Float! grade: String! modelVersion: String! scoredAt: DateTime! }
  type RestLead { id: ID! createdAt: DateTime stage: String company: String crmScore: CrmScore }
  type SubmitLeadPayload { leadId: ID! createdAt: DateTime }
  type RestScore { probability: Float! grade: String! scoredAt: DateTime! latencyMs: Float! model: String! version: Int! }
  type ScoreFeaturesPayload { score: RestScore! }
  type PersonExport {
    leadId: ID! leadIds: [ID!]! exportedAt: DateTime! truncatedSections: [String!]! data: Json!
  }
  extend type Query { lead(id: ID!): RestLead exportPerson(leadId: ID!): PersonExport }
  ${AUDIT_SDL}
  type Mutation {
    scoreFeatures(input: ScoreFeaturesInput!): ScoreFeaturesPayload
    submitLead(input: SubmitLeadInput!, idempotencyKey: String): SubmitLeadPayload
  }
`;

const SUBGRAPHS = {
  leads: {
    typeDefs: `
      type Query { leads(first: Int!, campaign: String!): [Lead!]! }
      type Lead @key(fields: "id") { id: ID! company: String campaign: String }
      ${REST}
    `,
    resolvers: { Query: { leads } },
  },
  scores: {
    typeDefs: `
      type Lead @key(fields: "id") { id: ID! score: Score }
      type Score @key(fields: "id") { id: ID! probability: Float! grade: Grade! modelVersion: ModelVersion }
      type ModelVersion @key(fields: "model version", resolvable: false) { model: String! version: Int! }
      enum Grade { A B C D }
    `,
    resolvers: { Lead: { __resolveReference: ({ id }: Lead) => ({ id }), score: scoreOf } },
  },
  models: {
    typeDefs: 'type ModelVersion @key(fields: "model version") { model: String! version: Int! stage: String }',
    resolvers: {
      ModelVersion: {
        __resolveReference: ({ model, version }: VersionKey) => ({
          model,
          version,
          stage: stageOf({ model, version }),
        }),
      },
    },
  },
};

const MERGED = {
  typeDefs: `
    type Query { leads(first: Int!, campaign: String!): [Lead!]! }
    type Lead { id: ID! company: String campaign: String score: Score }
    type Score { id: ID! probability: Float! grade: Grade! modelVersion: ModelVersion }
    type ModelVersion { model: String! version: Int! stage: String }
    enum Grade { A B C D }
    ${REST}
  `,
  resolvers: { Query: { leads }, Lead: { score: scoreOf }, ModelVersion: { stage: stageOf } },
};

/** The three subgraphs over in-memory rows, each created for its request. */
export function subgraphSchemas(): ReadonlyMap<string, GraphQLSchema> {
  return new Map(
    Object.entries(SUBGRAPHS).map(([name, { typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(`${HEADER}\n${typeDefs}`), resolvers: resolvers as never }]),
    ]),
  );
}

/** The supergraph of the three. @param urls where they are; needed by gateways that read them there */
export function supergraphSdl(urls: Readonly<Record<string, string>> = {}): string {
  const services = Object.entries(SUBGRAPHS).map(([name, { typeDefs }]) => ({
    name,
    typeDefs: parse(`${HEADER}\n${typeDefs}`),
    url: urls[name] ?? '',
  }));
  const { errors, supergraphSdl: sdl } = composeServices(services);
  if (errors) throw errors[0];
  return sdl;
}

/** The same resolvers as one schema: the cost of a graph without federation. */
export function mergedSchema(): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(MERGED.typeDefs), resolvers: MERGED.resolvers as never }]);
}
