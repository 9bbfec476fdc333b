import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ExecutionResult } from 'graphql';
import type { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import {
  ask,
  composeGraph,
  federatedGraph,
  type Oracle,
  startOracle,
} from '../../support/federation/composed-graph.ts';
import { type RemoteGraph, serveGraph } from '../../support/federation/remote-case.ts';
import type { CaseOperation, SupergraphCase } from '../../support/federation/supergraph-case.ts';
import { loadSupergraphCases } from '../../support/federation/supergraph-cases.ts';

for (const supergraph of await loadSupergraphCases()) testSupergraph(supergraph);

function testSupergraph({ construct, subgraphs, operations, reset = () => undefined }: SupergraphCase): void {
  describe(construct, () => {
    const composed = composeGraph(subgraphs);
    const local: readonly (readonly [string, FederatedGraph])[] = [
      ['interpreted', federatedGraph(composed, Number.POSITIVE_INFINITY)],
      ['compiled', federatedGraph(composed, 1)],
    ];
    let remote: RemoteGraph;
    let oracle: Oracle;
    before(async () => {
      remote = await serveGraph(composed);
      oracle = await startOracle(composed.reference);
    });
    after(async () => {
      await oracle.stop();
      await remote.close();
    });
    for (const operation of operations) {
      it(operation.title, async () => {
        reset();
        const reference = await oracle.ask(operation.query, operation.variables);
        for (const [manner, graph] of [...local, ['over HTTP', remote.graph] as const]) {
          reset();
          compare(operation, await ask(graph, operation.query, operation.variables), reference, manner);
        }
      });
    }
  });
}

function compare(operation: CaseOperation, ours: ExecutionResult, reference: ExecutionResult, manner: string): void {
  const { difference, expected } = operation;
  if (expected) {
    assert.deepEqual(ours.data, expected.data, manner);
    assert.deepEqual(errorPaths(ours), (expected.errorPaths ?? []).map((path) => path.join('.')).sort(), manner);
  }
  if (difference) {
    const isEqual = JSON.stringify(summary(ours)) === JSON.stringify(summary(reference));
    assert.ok(!isEqual, `the reference agrees now; drop the difference: ${difference}`);
  } else assert.deepEqual(summary(ours), summary(reference), manner);
}

function summary(result: ExecutionResult): unknown {
  return { data: result.data ?? null, errors: errorPaths(result) };
}

function errorPaths({ errors = [] }: ExecutionResult): string[] {
  return errors.map(({ path = [] }) => path.join('.')).sort();
}
