import { after, before, describe, it } from 'node:test';
import { execute, type GraphQLSchema, print } from 'graphql';
import type { FederatedGraph } from '../../gateway/federation/federated-graph.ts';
import { closeSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { ask, CONTEXT, federatedGraph } from '../support/federation/composed-graph.ts';
import { type Answer, fuzz } from '../support/federation/fuzz.ts';
import { mergedSchema } from '../support/federation/merged-schema.ts';
import type { KnownValues } from '../support/federation/random-value.ts';
import { composeWithoutAccess, startSubgraphs } from '../support/gateway/real-graph.ts';
import { isThorough } from '../support/runner/thorough.ts';

const SEED = 20_261_123;
const OPERATIONS = isThorough() ? 2_000 : 150;

// as many as a busy gateway has under way
const CONCURRENCY = 16;

// what is no time the gateway leaves to the subgraph to refuse, which costs the field; one schema refuses the request
const TIMES = ['2026-01-01T00:00:00Z', '2099-01-01T00:00:00.000Z'];

/** Fields whose value differs between two calls; the status does when a busy machine delays the database. */
const CHANGING: ReadonlySet<string> = new Set([
  'Health.status',
  'Health.uptimeSeconds',
  'Health.databaseLatencyMs',
  'Query.liveMetrics',
  'PageInfo.endCursor',
  'LeadEdge.cursor',
]);

// what is refused is tested elsewhere
const UNLIMITED = { maxTokens: 1e6, maxDepth: 1e6, maxAliases: 1e6, maxDirectives: 1e6, maxCost: 1e12 };

onEachDatabase((kind, open) => {
  if (kind !== 'pglite') return;
  describe("random operations on the platform's graph", () => {
    let opened: TestDatabase;
    let subgraphs: Subgraphs;
    let interpreted: FederatedGraph;
    let compiled: FederatedGraph;
    let merged: GraphQLSchema;
    let known: KnownValues;

    before(async () => {
      opened = await open(...ALL_SCHEMAS);
      subgraphs = await startSubgraphs(opened);
      const composed = await composeWithoutAccess(subgraphs);
      merged = mergedSchema(composed);
      interpreted = federatedGraph(composed, Number.POSITIVE_INFINITY, undefined, { limits: UNLIMITED });
      compiled = federatedGraph(composed, 1, undefined, { limits: UNLIMITED });
      known = await knownValues(interpreted);
    });

    after(async () => {
      interpreted.close();
      compiled.close();
      await closeSubgraphs(subgraphs);
      await opened.close();
    });

    it(`answers ${OPERATIONS} as one schema of the same resolvers does`, async () => {
      const ours: Answer = async (document, variables) => {
        const text = print(document);
        // compiling takes longer than all the rest
        const graph = text.length % 8 === 0 ? compiled : interpreted;
        return graph.execute(await graph.prepare(text), variables, CONTEXT);
      };
      const expected: Answer = async (document, variableValues) =>
        execute({ schema: merged, document, variableValues, contextValue: CONTEXT });
      const space = { schema: merged, known, depth: 3, without: CHANGING };
      await fuzz({ space, ours, expected, seed: SEED, count: OPERATIONS, concurrency: CONCURRENCY });
    });
  });
});

/** Ids and names that exist, some that do not, and values that are refused. */
async function knownValues(graph: FederatedGraph): Promise<KnownValues> {
  const { data } = await ask(
    graph,
    '{ leads(first: 4) { edges { node { id score { id } } } } models { name versions { version } } }',
  );
  const found = data as unknown as {
    readonly leads: {
      readonly edges: readonly { readonly node: { readonly id: string; readonly score: { readonly id: string } } }[];
    };
    readonly models: readonly { readonly name: string; readonly versions: readonly { readonly version: number }[] }[];
  };
  const nodes = found.leads.edges.map(({ node }) => node);
  const values: Readonly<Record<string, readonly unknown[]>> = {
    id: [...nodes.map(({ id }) => id), ...nodes.map(({ score }) => score.id), 'nobody', ''],
    model: [...found.models.map(({ name }) => name), 'none'],
    name: [...found.models.map(({ name }) => name), 'none'],
    version: [...found.models.flatMap(({ versions }) => versions.map(({ version }) => version)), 99],
    first: [1, 2, 3, 0, -1, 100_000],
    top: [1, 2, 0, 1_000],
    after: ['nonsense', ''],
  };
  return (name, type) => (type === 'DateTime' ? TIMES : Object.hasOwn(values, name) ? values[name] : undefined);
}
