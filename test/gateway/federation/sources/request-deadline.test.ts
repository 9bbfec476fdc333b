import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DocumentNode } from 'graphql';
import { parse } from 'graphql';
import type { FederatedGraph } from '../../../../gateway/federation/federated-graph.ts';
import { findOperation } from '../../../../gateway/federation/operations/client-operation.ts';
import { isLongOperation } from '../../../../gateway/federation/operations/long-fields.ts';
import { RequestDeadline } from '../../../../gateway/federation/sources/request-deadline.ts';
import { createLogger } from '../../../../platform/logger.ts';
import type { Deadline, LimitedContext } from '../../../../platform/subgraph/deadline.ts';
import { ask, CONTEXT, composeGraph, federatedGraph, graphOver } from '../../../support/federation/composed-graph.ts';
import { remoteSource, serveSubgraph } from '../../../support/graph/remote-graph.ts';

const LIMITS = { requestTimeoutMs: 500, longRequestTimeoutMs: 60_000 };
const asked: string[] = [];
let entered: () => void = () => undefined;

const never = (name: string) => () => {
  asked.push(name);
  entered();
  return new Promise(() => undefined);
};

const composed = composeGraph({
  things: {
    typeDefs: `
      type Query { thing: Thing hangs: Int }
      type Mutation { change: Int changeLater: Int startRollout: Int }
      type Thing @key(fields: "id") { id: ID! name: String }
    `,
    resolvers: {
      Query: { thing: async () => ({ id: '1', name: 'one' }), hangs: never('hangs') },
      Mutation: {
        change: (_: unknown, _arguments: unknown, { deadline }: LimitedContext) => {
          asked.push('change');
          held = deadline;
          return new Promise((resolve) => {
            release = () => resolve(1);
          });
        },
        changeLater: () => {
          asked.push('changeLater');
          return 2;
        },
        startRollout: () =>
          new Promise((resolve) => {
            entered();
            release = () => resolve(3);
          }),
      },
    },
  },
  prices: {
    typeDefs: 'type Thing @key(fields: "id") { id: ID! price: Int }',
    resolvers: { Thing: { price: never('price') } },
  },
});
let held: Deadline | undefined;
let release: () => void = () => undefined;

function entering(): Promise<void> {
  return new Promise((resolve) => {
    entered = resolve;
  });
}

function limited(limits = LIMITS) {
  const deadline = new RequestDeadline(limits);
  return { context: { ...CONTEXT, deadline }, deadline };
}

async function remoteGraph(): Promise<{ graph: FederatedGraph; close(): Promise<unknown> }> {
  const served = new Map(
    await Promise.all(
      [...composed.schemas].map(async ([name, schema]) => [name, await serveSubgraph(name, schema)] as const),
    ),
  );
  const sources = new Map([...served].map(([name, subgraph]) => [name, remoteSource(subgraph)]));
  const graph = graphOver(composed, (_schema, name) => sources.get(name) as never, createLogger('silent'));
  const close = async (): Promise<void> => {
    for (const source of sources.values()) await source.close();
    for (const subgraph of served.values()) await subgraph.close();
  };
  return { graph, close };
}

for (const shape of ['in this process', 'in other processes'])
  describe(`a request with a deadline, subgraphs ${shape}`, () => {
    let graph: FederatedGraph;
    let close: () => Promise<unknown> = async () => undefined;

    before(async () => {
      if (shape === 'in this process') graph = federatedGraph(composed, 3);
      else ({ graph, close } = await remoteGraph());
      await ask(graph, '{ thing { name } }');
    });

    after(() => close());

    it('is answered at it, with what is known and a code at the rest', async () => {
      const { context } = limited();
      const { data, errors } = await ask(graph, '{ thing { name price } }', {}, context);
      assert.deepEqual(data, { thing: { name: 'one', price: null } });
      const found = errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code, extensions?.subgraph]);
      assert.deepEqual(found, [['thing.price', 'SUBGRAPH_TIMEOUT', 'prices']]);
    });

    it('begins no fetch after it', async () => {
      asked.length = 0;
      const { context, deadline } = limited({ ...LIMITS, requestTimeoutMs: 0 });
      const { data, errors } = await ask(graph, '{ thing { name price } }', {}, context);
      assert.deepEqual(data, { thing: null });
      assert.equal(errors?.[0]?.extensions?.code, 'SUBGRAPH_TIMEOUT');
      assert.ok(deadline.isOver);
      assert.deepEqual(asked, []);
    });

    it('begins no later mutation of an operation after it', async () => {
      asked.length = 0;
      const { context } = limited();
      const { errors } = await ask(graph, 'mutation { change changeLater }', {}, context);
      assert.equal(errors?.[0]?.extensions?.code, 'SUBGRAPH_TIMEOUT');
      while (!held?.isOver) await new Promise((resolve) => setImmediate(resolve));
      release();
      // the executor goes on once the first has settled, in this very turn
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(asked, ['change']);
    });

    it('is given up when its client leaves', async () => {
      const { context, deadline } = limited({ ...LIMITS, requestTimeoutMs: 60_000 });
      const begun = entering();
      const prepared = await graph.prepare('{ hangs }');
      const answer = graph.execute(prepared, {}, context);
      await begun;
      deadline.abandon();
      assert.equal((await answer).errors?.[0]?.extensions.code, 'SUBGRAPH_UNAVAILABLE');
    });

    it('has more time for what takes long', async () => {
      const { context, deadline } = limited({ ...LIMITS, requestTimeoutMs: 1 });
      const begun = entering();
      const answer = ask(graph, 'mutation { startRollout }', {}, context);
      await begun;
      while (deadline.timeoutMs === 1) await new Promise((resolve) => setImmediate(resolve));
      release();
      assert.deepEqual(await answer, { data: { startRollout: 3 } });
    });
  });

describe('an operation', () => {
  const isLong = (text: string): boolean => {
    const document: DocumentNode = parse(text);
    return isLongOperation(findOperation(document, undefined) as never);
  };

  it('is long by its root fields, through aliases and fragments', () => {
    assert.ok(isLong('mutation { a: runDriftCheck }'));
    assert.ok(isLong('mutation { ...F } fragment F on Mutation { ... { syncRegistry } }'));
    assert.ok(!isLong('query { lead { registerModelVersion } }'));
    assert.ok(!isLong('query { registerModelVersion: lead }'));
  });
});
