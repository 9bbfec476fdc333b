import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource, LocalGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, getOperationAST, parse, print } from 'graphql';
import { FederatedGraph, type FederatedGraphOptions } from '../../../gateway/federation/federated-graph.ts';
import { LocalSource } from '../../../gateway/federation/sources/local/local-source.ts';
import type { Source } from '../../../gateway/federation/sources/source.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { createLogger, type Logger } from '../../../platform/logger.ts';
import type { CaseSubgraph } from './supergraph-case.ts';

const HEADER = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject",
  "@authenticated", "@requiresScopes", "@policy", "@tag", "@context", "@fromContext"
])`;

/** Who asks in these tests; holds every scope they use unless a test says otherwise. */
export const CONTEXT = { identity: { subject: 'tester', scopes: ['read', 'secret'] }, requestId: 'test' };

/** Subgraphs that were composed, with their executable schemas. */
export interface ComposedGraph {
  readonly supergraphSdl: string;
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
}

/** Subgraphs composed for a test, with their SDL. */
export interface ComposedCase extends ComposedGraph {
  readonly parts: readonly { readonly document: DocumentNode; readonly schema: GraphQLSchema }[];
  /** another of the same for the reference: a source changes its schema */
  readonly reference: ComposedGraph;
}

/** Composes subgraphs with the reference implementation of composition. */
export function composeGraph(subgraphs: Readonly<Record<string, CaseSubgraph>>): ComposedCase {
  const parsed = Object.entries(subgraphs).map(([name, { typeDefs, resolvers = {}, federation = 2 }]) => ({
    name,
    typeDefs: parse(federation === 2 ? `${HEADER}\n${typeDefs}` : typeDefs),
    resolvers: resolvers as never,
  }));
  const supergraphSdl = composeSdl(parsed);
  const build = () =>
    new Map(parsed.map(({ name, typeDefs, resolvers }) => [name, buildSubgraphSchema([{ typeDefs, resolvers }])]));
  const schemas = build();
  const parts = parsed.map(({ name, typeDefs }) => ({
    document: typeDefs,
    schema: schemas.get(name) as GraphQLSchema,
  }));
  return { supergraphSdl, schemas, parts, reference: { supergraphSdl, schemas: build() } };
}

const composedBefore = new Map<string, string>();

/** Composition takes longer than most tests of a case, and several suites compose the same. */
function composeSdl(parts: readonly { readonly name: string; readonly typeDefs: DocumentNode }[]): string {
  const key = JSON.stringify(parts.map(({ name, typeDefs }) => [name, print(typeDefs)]));
  const known = composedBefore.get(key);
  if (known !== undefined) return known;
  const { errors, supergraphSdl } = composeServices(parts.map((part) => ({ ...part, url: '' })));
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  composedBefore.set(key, supergraphSdl);
  return supergraphSdl;
}

/** Our graph over the subgraphs. @param compileAfter see `LocalSource`: 1 compiles at once, Infinity never */
export function federatedGraph(
  composed: ComposedGraph,
  compileAfter: number,
  log?: Logger,
  options?: Partial<FederatedGraphOptions>,
): FederatedGraph {
  return graphOver(composed, (schema) => new LocalSource(schema, { compileAfter }), log, options);
}

/** Our graph over subgraphs that are asked in another way. */
export function graphOver(
  composed: ComposedGraph,
  sourceOf: (schema: GraphQLSchema, name: string) => Source,
  log?: Logger,
  options?: Partial<FederatedGraphOptions>,
): FederatedGraph {
  const sources = new Map([...composed.schemas].map(([name, schema]) => [name, sourceOf(schema, name)]));
  return new FederatedGraph({
    supergraphSdl: composed.supergraphSdl,
    sources,
    log: log ?? createLogger('silent'),
    ...options,
  });
}

/** Runs one operation on our graph. */
export async function ask(
  graph: FederatedGraph,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  context: SubgraphContext = CONTEXT,
): Promise<ExecutionResult> {
  return asClientSees(await graph.execute(await graph.prepare(query), variables, context));
}

/** A gateway of another make over the same subgraphs. */
export interface Oracle {
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** Starts the reference gateway, in this process, silent. */
export async function startOracle({ supergraphSdl, schemas }: ComposedGraph): Promise<Oracle> {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  const logger = createLogger('silent');
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }): GraphQLDataSource => new LocalGraphQLDataSource(schemas.get(name) as GraphQLSchema),
    logger,
  });
  const { executor, schema } = await gateway.load();
  const ask: Oracle['ask'] = async (query, variables = {}) => {
    const document = parse(query);
    const request = { query, variables: { ...variables } };
    const operation = getOperationAST(document);
    const asked = { document, request, operation, queryHash: query, source: query, schema, context: CONTEXT, logger };
    return asClientSees(await executor({ ...asked, operationName: null, metrics: {} } as never));
  };
  return { ask, stop: () => gateway.stop() };
}

function asClientSees(result: unknown): ExecutionResult {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}
