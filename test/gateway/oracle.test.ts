import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ExecutionResult, parse } from 'graphql';
import type { FederatedGraph } from '../../gateway/graph/federated-graph.ts';
import { compose } from '../../schema/compose.ts';
import { publishedSdl } from '../../schema/subgraph-sdl.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { Outbox } from '../../subgraphs/shared/outbox.ts';
import { onEachDatabase, type TestDatabase } from '../support/databases.ts';
import { ask, type ComposedGraph, federatedGraph, type Oracle, startOracle } from './graph/support/composed-graph.ts';
import { OPERATIONS, VARIABLES } from './real-graph-operations.ts';

const ACCESS_DIRECTIVES = /@(requiresScopes\(scopes: \[\[.*?\]\]\)|authenticated)/g;

onEachDatabase((kind, open) => {
  describe(`the platform's graph on ${kind}, against the reference gateway`, () => {
    let opened: TestDatabase;
    let subgraphs: Subgraphs;
    let ours: FederatedGraph;
    let oracle: Oracle;

    before(async () => {
      opened = await open();
      subgraphs = await startSubgraphs(opened);
      const composed = await composeWithoutAccess(subgraphs);
      ours = federatedGraph(composed, 1);
      oracle = await startOracle(composed);
    });

    after(async () => {
      await oracle.stop();
      ours.close();
      await closeSubgraphs(subgraphs);
      await opened.close();
    });

    for (const [title, query] of Object.entries(OPERATIONS))
      it(`answers ${title} alike`, async () => {
        const variables = variablesOf(query);
        const [mine, theirs] = [await ask(ours, query, variables), await oracle.ask(query, variables)];
        assert.deepEqual(mine.data, theirs.data);
        assert.deepEqual(failures(mine), failures(theirs));
      });

    it('scores alike: one mutation each, equal but for what is new each time', async () => {
      const query =
        'mutation { scoreLead(leadId: "lead-000004") { score { probability grade lead { id company } modelVersion { version stage } } } }';
      assert.deepEqual(await ask(ours, query), await oracle.ask(query));
    });
  });
});

async function startSubgraphs({ database }: TestDatabase): Promise<Subgraphs> {
  const log = createLogger('silent');
  const outbox = await Outbox.open(database, log);
  const clock = Date.now;
  const subgraphs = await createSubgraphs({
    database,
    outbox,
    log,
    clock,
    artifactLimitBytes: 1e6,
    inferenceWorkers: 0,
  });
  await seedDemo({ database, subgraphs, clock }, () => undefined);
  return subgraphs;
}

/** The reference gateway does not start on a supergraph with access directives: both get one without them. */
async function composeWithoutAccess(subgraphs: Subgraphs): Promise<ComposedGraph> {
  const all = Object.values(subgraphs);
  const sdl = new Map<string, string>();
  for (const { name, schema } of all) sdl.set(name, (await publishedSdl(schema)).replace(ACCESS_DIRECTIVES, ''));
  const { supergraph } = compose(sdl);
  return { supergraphSdl: supergraph, schemas: new Map(all.map(({ name, schema }) => [name, schema])) };
}

function variablesOf(query: string): Record<string, unknown> {
  const [operation] = parse(query).definitions;
  const wanted = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
  const names = new Set(wanted.map(({ variable }) => variable.name.value));
  return Object.fromEntries(Object.entries(VARIABLES).filter(([name]) => names.has(name)));
}

/** Where an answer failed, and with which code; the wording around it is each gateway's own. */
function failures({ errors = [] }: ExecutionResult): unknown[] {
  return errors.map(({ path, extensions }) => [path, extensions?.code]);
}
