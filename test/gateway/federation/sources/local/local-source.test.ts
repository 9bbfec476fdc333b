import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import { LocalSource } from '../../../../../gateway/federation/sources/local/local-source.ts';
import { StreamIterator } from '../../../../../platform/streams/stream-iterator.ts';
import { CONTEXT } from '../../../../support/federation/composed-graph.ts';

const frozen = Object.freeze({ id: '1', name: 'frozen' });
const schema: GraphQLSchema = buildSubgraphSchema([
  {
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      type Query { echo(filter: Filter): Int row: Row }
      type Row @key(fields: "id") { id: ID! name: String }
      input Filter { min: Int = 3 more: Filter }
    `),
    resolvers: {
      Query: {
        echo: (_: unknown, { filter }: { filter: { more: { min: number } } }) => filter.more.min,
        row: () => frozen,
      },
      Row: {
        __resolveReference: ({ id }: { id: string }) => {
          if (id === '3') throw new Error('no row 3');
          return id === '1' ? frozen : null;
        },
      },
    },
  },
]);

async function run(text: string, variables: Record<string, unknown> = {}, calls = 3) {
  const call = new LocalSource(schema, { compileAfter: 2 }).prepare({ kind: 'query', text, document: parse(text) });
  const results = [];
  for (let index = 0; index < calls; index++) results.push(await call(variables, CONTEXT, undefined));
  return results.map((result) => JSON.parse(JSON.stringify(result)));
}

describe('LocalSource', () => {
  it('gives the same answer before and after it compiles, a fresh object each time', async () => {
    const text = '{ row { id name } }';
    const call = new LocalSource(schema, { compileAfter: 2 }).prepare({ kind: 'query', text, document: parse(text) });
    const answers = [];
    for (let index = 0; index < 4; index++) answers.push((await call({}, CONTEXT, undefined)).data?.row);
    assert.equal(new Set(answers).size, 4);
    assert.ok(answers.every((answer) => JSON.stringify(answer) === '{"id":"1","name":"frozen"}'));
  });

  it('resolves entities over frozen rows, and loses only the one that throws', async () => {
    const text =
      'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Row { name } } }';
    const representations = ['1', '2', '3'].map((id) => ({ __typename: 'Row', id }));
    for (const { data, errors } of await run(text, { representations })) {
      assert.deepEqual(data._entities, [{ name: 'frozen' }, null, null]);
      assert.deepEqual(
        errors.map(({ path }: { path: unknown }) => path),
        [['_entities', 2]],
      );
    }
  });

  it('does not hand an input type that holds itself to the compiler, which would work for seconds', async () => {
    const startedAt = performance.now();
    const results = await run('query($filter: Filter) { echo(filter: $filter) }', { filter: { more: {} } });
    assert.deepEqual(
      results.map(({ data }) => data.echo),
      [3, 3, 3],
    );
    assert.ok(performance.now() - startedAt < 1_000);
  });

  it('keeps the response key __proto__ a key', async () => {
    for (const { data } of await run('{ row { __proto__: name id } }'))
      assert.ok(Object.hasOwn(data.row, '__proto__') && data.row.id === '1');
  });

  it('ends a stream that is aborted before, while or after it opens, and frees it', { timeout: 20_000 }, async () => {
    const live = buildSchema('type Query { a: Int } type Subscription { number: Int }');
    let open = 0;
    const subscribe = async (): Promise<AsyncIterable<unknown>> => {
      open += 1;
      for (let turn = 0; turn < 3; turn++) await nextTurn();
      let number = 0;
      let wake = (_: undefined): void => undefined;
      const pull = async () => (number < 2 ? { number: ++number } : new Promise<undefined>((left) => (wake = left)));
      return new StreamIterator<{ number: number }>(pull, () => {
        open -= 1;
        wake(undefined);
      });
    };
    Object.assign(live.getSubscriptionType()?.getFields().number ?? {}, { subscribe });
    const text = 'subscription { number }';
    const stream = new LocalSource(live).prepareStream({ kind: 'subscription', text, document: parse(text) });
    for (let turns = 0; turns < 10; turns++) {
      const leaving = new AbortController();
      const read = (async () => {
        for await (const _ of stream({}, CONTEXT, leaving.signal)) await nextTurn();
      })();
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      leaving.abort();
      await read;
      assert.equal(open, 0, `aborted after ${turns} turns`);
    }
    for await (const _ of stream({}, CONTEXT, AbortSignal.abort())) assert.fail('found an event, expected none');
    assert.equal(open, 0);
  });
});
