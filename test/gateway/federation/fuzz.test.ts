import { describe, it } from 'node:test';
import { execute, OperationTypeNode, print } from 'graphql';
import type { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import { assertSameAnswer } from '../../support/federation/assert-same-answer.ts';
import { CONTEXT, composeGraph, federatedGraph, graphOver } from '../../support/federation/composed-graph.ts';
import { type Answer, fuzz } from '../../support/federation/fuzz.ts';
import { jsonSource } from '../../support/federation/json-source.ts';
import { MadeUpWorld } from '../../support/federation/made-up-world.ts';
import type { OperationSpace } from '../../support/federation/random-operation.ts';
import type { SupergraphCase } from '../../support/federation/supergraph-case.ts';
import { loadSupergraphCases } from '../../support/federation/supergraph-cases.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const SEED = 20_261_123;
const OPERATIONS_PER_SHAPE = isThorough() ? 20 : 2;

// fewer supergraphs have mutations
const MUTATIONS_PER_SHAPE = isThorough() ? 300 : 30;

/** The small supergraphs, their subgraphs answering from a made-up world, against one schema of that world. */
describe('random operations are answered as if the graph had never been split', async () => {
  for (const supergraph of await loadSupergraphCases()) it(supergraph.construct, () => fuzzCase(supergraph));
});

const UNLIMITED = { maxTokens: 1e6, maxDepth: 1e6, maxAliases: 1e6, maxDirectives: 1e6, maxCost: 1e9 };

async function fuzzCase({ subgraphs, notFuzzed = {} }: SupergraphCase): Promise<void> {
  const silent = Object.entries(subgraphs).map(([name, subgraph]) => [name, { ...subgraph, resolvers: {} }]);
  const composed = composeGraph(Object.fromEntries(silent));
  const shapes = [
    federatedGraph(composed, Number.POSITIVE_INFINITY, undefined, { limits: UNLIMITED }),
    federatedGraph(composed, 1, undefined, { limits: UNLIMITED }),
    graphOver(composed, jsonSource, undefined, { limits: UNLIMITED }),
  ];
  const world = new MadeUpWorld(composed.parts, (shapes[0] as FederatedGraph).apiSchema);
  const expected: Answer = async (document, variableValues) =>
    execute({ schema: world.merged, document, variableValues });
  const space = { schema: world.merged, without: new Set(Object.keys(notFuzzed)) };
  const mutations = { ...space, operation: OperationTypeNode.MUTATION };
  for (const [index, graph] of shapes.entries()) {
    const ours: Answer = async (document, variables) => {
      const prepared = await graph.prepare(print(document));
      world.reset();
      const text = await prepared.executeToText(variables, CONTEXT);
      world.reset();
      const answer = await graph.execute(prepared, variables, CONTEXT);
      assertSameAnswer(text, answer);
      return answer;
    };
    const ask = (asked: OperationSpace, count: number): Promise<void> =>
      fuzz({ space: asked, ours, expected, seed: SEED + index * count, count });
    await ask(space, OPERATIONS_PER_SHAPE);
    if (world.merged.getMutationType()) await ask(mutations, MUTATIONS_PER_SHAPE);
    graph.close();
  }
}
