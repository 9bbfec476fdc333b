import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GraphObserver, NO_OBSERVER } from '../../../../gateway/federation/observe/observer.ts';
import type { RequestTiming } from '../../../../gateway/federation/observe/request-timing.ts';
import { HivePlanner } from '../../../../gateway/federation/plan/hive-planner.ts';
import type { Planner } from '../../../../gateway/federation/plan/planner.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { ask, CONTEXT, composeGraph, federatedGraph } from '../../../support/federation/composed-graph.ts';

const composed = composeGraph({
  a: {
    typeDefs: `type Query { row: Row gone: Int broken: Int secret: Int @requiresScopes(scopes: [["admin"]]) }
      type Row @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        row: () => ({ id: '1' }),
        gone: () => {
          throw new DomainError('LEAD_NOT_FOUND', 'no lead');
        },
        broken: async () => {
          throw new Error('a secret of ours');
        },
      },
    },
  },
  b: { typeDefs: 'type Row @key(fields: "id") { id: ID! score: Int }', resolvers: { Row: { score: async () => 5 } } },
});

interface Heard {
  readonly fetched: (readonly [string, string | undefined])[];
  readonly prepared: boolean[];
  planned: number;
}

function listening() {
  const heard: Heard = { fetched: [], prepared: [], planned: 0 };
  const observer: GraphObserver = {
    ...NO_OBSERVER,
    fetched: (subgraph, durationMs, code) => {
      assert.ok(durationMs >= 0);
      heard.fetched.push([subgraph, code]);
    },
    prepared: (isKnown) => void heard.prepared.push(isKnown),
    planned: () => {
      heard.planned++;
    },
  };
  return { heard, observer };
}

function counting() {
  const real = new HivePlanner(composed.supergraphSdl);
  const texts: string[] = [];
  const planner: Planner = {
    plan: (text) => {
      texts.push(text);
      return real.plan(text);
    },
    close: () => real.close(),
  };
  return { texts, planner };
}

describe('the observer of a graph', () => {
  it('receives each fetch with its subgraph and the code of its error', async () => {
    const { heard, observer } = listening();
    const graph = federatedGraph(composed, 1, undefined, { observer });
    await ask(graph, '{ row { score } }');
    await ask(graph, '{ gone }');
    await ask(graph, '{ broken }');
    assert.deepEqual(heard.fetched, [
      ['a', undefined],
      ['b', undefined],
      ['a', 'LEAD_NOT_FOUND'],
      ['a', 'INTERNAL'],
    ]);
  });

  it('receives each lookup of an operation and each planning', async () => {
    const { heard, observer } = listening();
    const graph = federatedGraph(composed, 1, undefined, { observer });
    for (const query of ['{ row { id } }', '{ row { id } }', '{ gone }']) await ask(graph, query);
    assert.deepEqual(heard.prepared, [false, true, false]);
    assert.equal(heard.planned, 2);
  });
});

describe('the timing of a request', () => {
  it('gives the durations of plan and fetches to the request that asked for them, and to no other', async () => {
    const { observer } = listening();
    const graph = federatedGraph(composed, 1, undefined, { observer });
    const parts: string[] = [];
    const timing: RequestTiming = {
      planned: () => void parts.push('plan'),
      fetched: (subgraph) => void parts.push(subgraph),
    };
    await ask(graph, '{ row { score } }', {}, { ...CONTEXT, timing } as typeof CONTEXT);
    await ask(graph, '{ row { score } }');
    assert.deepEqual(parts, ['plan', 'a', 'b']);
  });
});

describe('warming a graph', () => {
  it('plans prepared operations for a requester with every right and the defaults of conditions', async () => {
    const { texts, planner } = counting();
    const graph = federatedGraph(composed, 1, undefined, { planner });
    const query = 'query($with: Boolean = true) { secret row { id score @include(if: $with) } }';
    await graph.prepare(query);
    await graph.prepare('{ gone }');
    await graph.warm();
    assert.equal(texts.length, 2);
    await ask(graph, query, {}, { identity: { subject: 'tester', scopes: ['admin'] }, requestId: 'test' });
    await ask(graph, '{ gone }');
    await graph.warm();
    assert.equal(texts.length, 2);
    await ask(graph, query);
    assert.equal(texts.length, 3);
  });

  it('fails when one of them has no plan', async () => {
    const planner: Planner = { plan: () => Promise.reject(new Error('no plan')), close: () => undefined };
    const graph = federatedGraph(composed, 1, undefined, { planner });
    await graph.prepare('{ gone }');
    await assert.rejects(graph.warm(), /no plan/);
  });
});
