import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import type { RemoteSource } from '../../../../../gateway/federation/sources/remote/remote-source.ts';
import type { SubgraphResult } from '../../../../../gateway/federation/sources/source.ts';
import { CONTEXT } from '../../../../support/federation/composed-graph.ts';
import { remoteSource, type ServedSubgraph, serveSubgraph } from '../../../../support/graph/remote-graph.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** `numbers(upTo)` ends when it is returned, and counts how many are open. */
function testSchema(): { schema: GraphQLSchema; open: () => number } {
  const schema = buildSchema('type Query { a: Int } type Subscription { numbers(upTo: Int!): Int }');
  let open = 0;
  Object.assign(schema.getSubscriptionType()?.getFields().numbers ?? {}, {
    subscribe: (_: unknown, { upTo }: { upTo: number }) => {
      open += 1;
      let number = 0;
      let wake = (): void => undefined;
      let returned = false;
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        next: async () => {
          if (number < upTo) return { done: false, value: { numbers: ++number } };
          if (!returned)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          return { done: true, value: undefined };
        },
        return: async () => {
          if (!returned) open -= 1;
          returned = true;
          wake();
          return { done: true, value: undefined };
        },
      };
    },
  });
  return { schema, open: () => open };
}

async function setUp(options: { bufferedEvents?: number } = {}) {
  const { schema, open } = testSchema();
  const served = await serveSubgraph('things', schema);
  const source = remoteSource(served, options);
  cleanUps.push(
    () => served.close(),
    () => source.close(),
  );
  return { served, source, open };
}

function numbers(source: RemoteSource, upTo: number, signal = new AbortController().signal) {
  const text = `subscription { numbers(upTo: ${upTo}) }`;
  const stream = source.prepareStream({ kind: 'subscription', text, document: parse(text) });
  return stream({}, CONTEXT, signal)[Symbol.asyncIterator]();
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

const value = ({ value: event }: IteratorResult<SubgraphResult>) => event?.data?.numbers;
const LOST = { name: 'DomainError', code: 'SUBGRAPH_UNAVAILABLE', message: 'the stream of subgraph things was lost' };

describe('a stream of a remote source', () => {
  it('ends in the subgraph when it is aborted here', async () => {
    const { source, open } = await setUp();
    const leaving = new AbortController();
    const stream = numbers(source, 1, leaving.signal);
    assert.equal(value(await stream.next()), 1);
    const next = stream.next();
    leaving.abort();
    assert.equal((await next).done, true);
    await until(() => open() === 0);
  });

  it('ends in the subgraph when its reader returns', async () => {
    const { source, open } = await setUp();
    const stream = numbers(source, 1);
    await stream.next();
    assert.equal(open(), 1);
    await stream.return?.();
    await until(() => open() === 0);
  });

  it('is never opened when it was aborted before', async () => {
    const { source, open } = await setUp();
    assert.equal((await numbers(source, 1, AbortSignal.abort()).next()).done, true);
    assert.equal(open(), 0);
  });

  it('shares one connection with the others, and a slow reader does not delay them', async () => {
    const { source } = await setUp();
    const slow = numbers(source, 1_000);
    assert.equal(value(await slow.next()), 1);
    const quick = numbers(source, 1_000);
    for (let number = 1; number <= 1_000; number++) assert.equal(value(await quick.next()), number);
    assert.equal(value(await slow.next()), 2);
    await Promise.all([slow.return?.(), quick.return?.()]);
  });

  it('is lost, after what was received, when the subgraph stops, and can be opened again', async () => {
    const { source, served, open } = await setUp();
    const stream = numbers(source, 2);
    assert.equal(value(await stream.next()), 1);
    const again = await restart(served);
    cleanUps.unshift(() => again.close());
    assert.equal(value(await stream.next()), 2);
    await assert.rejects(stream.next(), LOST);
    assert.equal(open(), 0);
    const reopened = numbers(source, 1);
    assert.equal(value(await reopened.next()), 1);
    await reopened.return?.();
  });

  it('is lost at once when there is no subgraph', async () => {
    const { source, served } = await setUp();
    await served.close();
    await assert.rejects(numbers(source, 1).next(), LOST);
  });

  it('is lost when more events wait than it may hold', async () => {
    const { source, open } = await setUp({ bufferedEvents: 10 });
    const stream = numbers(source, 100);
    await stream.next();
    await until(() => open() === 0);
    let read = 1;
    await assert.rejects(async () => {
      while (!(await stream.next()).done) read += 1;
    }, LOST);
    assert.ok(read >= 10 && read < 100, `read ${read}`);
  });
});

/** Stops a subgraph and starts another at its URL. */
async function restart({ name, url, close }: ServedSubgraph): Promise<ServedSubgraph> {
  await close();
  return serveSubgraph(name, testSchema().schema, undefined, { port: Number(new URL(url).port) });
}
