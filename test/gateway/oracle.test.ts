import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ExecutionResult, parse } from 'graphql';
import type { FederatedGraph } from '../../gateway/federation/federated-graph.ts';
import { closeSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { ask, federatedGraph, type Oracle, startOracle } from '../support/federation/composed-graph.ts';
import { composeWithoutAccess, startSubgraphs } from '../support/gateway/real-graph.ts';
import { OPERATIONS, VARIABLES } from '../support/gateway/real-graph-operations.ts';

onEachDatabase((kind, open) => {
  describe(`the platform's graph on ${kind}, against the reference gateway`, () => {
    let opened: TestDatabase;
    let subgraphs: Subgraphs;
    let ours: FederatedGraph;
    let oracle: Oracle;

    before(async () => {
      opened = await open(...ALL_SCHEMAS);
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
