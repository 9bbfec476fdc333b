import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OperationRefused } from '../../../gateway/federation/document/operation-refused.ts';
import type { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import { ask, composeGraph, federatedGraph, graphOver } from '../../support/federation/composed-graph.ts';
import { jsonSource } from '../../support/federation/json-source.ts';

const echo = (_: unknown, values: unknown) => JSON.stringify(values);
const composed = composeGraph({
  a: {
    typeDefs: `
      type Query { f(id: ID, ids: [ID!], x: Float, n: Int, any: Any, on: On): String must(id: ID!): String item: Item }
      type Item @key(fields: "id") { id: ID! big: ID }
      input On { id: ID ons: [On!] any: Any xs: [Float] }
      scalar Any
    `,
    resolvers: { Query: { f: echo, must: echo, item: () => ({ id: '1', big: '2' }) } },
  },
  b: {
    typeDefs: 'type Item @key(fields: "id") { id: ID! g(id: ID, any: Any): String must(id: ID!): String } scalar Any',
    resolvers: { Item: { g: echo, must: echo } },
  },
});
const SHAPES: readonly (readonly [string, FederatedGraph])[] = [
  ['interpreted', federatedGraph(composed, Number.POSITIVE_INFINITY)],
  ['compiled', federatedGraph(composed, 1)],
  ['as another process would', graphOver(composed, jsonSource)],
];

/** The codes of an answer without data; undefined when there is data. */
async function refusal(graph: FederatedGraph, query: string, variables = {}): Promise<unknown[] | undefined> {
  try {
    const { data, errors = [] } = await ask(graph, query, variables);
    return data === undefined ? errors.map(({ extensions }) => extensions?.code) : undefined;
  } catch (error) {
    if (!(error instanceof OperationRefused)) throw error;
    return error.errors.map(({ extensions }) => extensions.code);
  }
}

for (const [shape, graph] of SHAPES)
  describe(`values of clients, answered ${shape}`, () => {
    it('are refused where JSON has rounded an ID, at any depth', async () => {
      for (const number of ['9007199254740993', '-9007199254740993', '9007199254740992', '1e21', '1e400']) {
        const id = JSON.parse(number);
        for (const [type, place, value] of [
          ['ID', 'id', id],
          ['[ID!]', 'ids', ['1', id]],
          ['[ID!]', 'ids', id],
          ['On', 'on', { ons: [{ id: '1' }, { ons: [{ id }] }] }],
          ['On', 'on', { ons: { id } }],
        ])
          assert.deepEqual(
            await refusal(graph, `query ($v: ${type}) { f(${place}: $v) }`, { v: value }),
            ['VALIDATION_FAILED'],
            `${place} ${number}`,
          );
      }
    });

    it('name the place of a rounded ID', async () => {
      const { errors } = await ask(graph, 'query ($__proto: On) { f(on: $__proto) }', {
        __proto: { ons: [{ id: Number.MAX_SAFE_INTEGER + 1 }] },
      });
      assert.match(
        errors?.[0]?.message ?? '',
        /^Variable "\$__proto" got invalid value 9007199254740992 at "__proto.ons.0.id"/,
      );
    });

    it('keep their exact text as IDs', async () => {
      const id = Number.MAX_SAFE_INTEGER;
      const { data } = await ask(
        graph,
        'query ($id: ID, $o: On) { f(id: $id, ids: 9007199254740993, on: $o) item { g(id: $id) } }',
        {
          id,
          o: { id: -id },
        },
      );
      const [text, below] = [`"${id}"`, `"-${id}"`];
      assert.deepEqual(data, {
        f: `{"id":${text},"ids":["9007199254740993"],"on":{"id":${below}}}`,
        item: { g: `{"id":${text}}` },
      });
    });

    it('are refused where a number is not finite', async () => {
      const documents = [
        '{ f(x: 1e400) }',
        '{ f(x: -1e400) }',
        `{ f(x: ${'9'.repeat(400)}) }`,
        '{ f(on: { xs: [0, 1e400] }) }',
        '{ f(any: { a: [1e400] }) }',
        'query ($x: Float = 1e400) { f(x: $x) }',
        '{ item { g(any: 1e400) } }',
      ];
      for (const document of documents)
        assert.deepEqual(await refusal(graph, document), ['GRAPHQL_VALIDATION_FAILED'], document);
      const infinity = JSON.parse('1e400');
      for (const [type, place, value] of [
        ['Float', 'x', infinity],
        ['Any', 'any', infinity],
        ['Any', 'any', { a: [{ b: -infinity }] }],
        ['On', 'on', { any: [infinity] }],
      ])
        assert.deepEqual(
          await refusal(graph, `query ($v: ${type}) { f(${place}: $v) }`, { v: value }),
          ['VALIDATION_FAILED'],
          place,
        );
    });

    it('of an Int keep to its range', async () => {
      assert.deepEqual(await refusal(graph, '{ f(n: 2147483648) }'), ['GRAPHQL_VALIDATION_FAILED']);
      assert.deepEqual(await refusal(graph, `{ f(n: ${'9'.repeat(400)}) }`), ['GRAPHQL_VALIDATION_FAILED']);
      for (const n of [2_147_483_648, 1.5, JSON.parse('9007199254740993'), '1'])
        assert.deepEqual(await refusal(graph, 'query ($n: Int) { f(n: $n) }', { n }), ['VALIDATION_FAILED']);
    });

    it('of a custom scalar nest as deep as JSON does', async () => {
      const any = JSON.parse(`${'['.repeat(1_000)}1${']'.repeat(1_000)}`);
      const { data } = await ask(graph, 'query ($any: Any) { f(any: $any) }', { any });
      assert.deepEqual(data, { f: JSON.stringify({ any }) });
    });

    it('of a condition are no null', async () => {
      for (const directive of ['skip', 'include'])
        for (const place of ['must(id: 1)', '... on Query', 'item'])
          assert.deepEqual(
            await refusal(
              graph,
              `query ($if: Boolean = true) { f ${place} @${directive}(if: $if) ${place === 'must(id: 1)' ? '' : '{ __typename }'} }`,
              {
                if: null,
              },
            ),
            ['VALIDATION_FAILED'],
          );
      assert.deepEqual((await ask(graph, 'query ($if: Boolean = true) { must(id: 1) @skip(if: $if) }')).data, {});
    });

    it('are the client’s to mend where null meets an argument that must not be null', async () => {
      const query = 'query ($id: ID = "1") { must(id: $id) item { must(id: $id) } }';
      const { data, errors = [] } = await ask(graph, query, { id: null });
      assert.deepEqual(data, { must: null, item: { must: null } });
      assert.deepEqual(errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code]).sort(), [
        ['item.must', 'VALIDATION_FAILED'],
        ['must', 'VALIDATION_FAILED'],
      ]);
    });
  });

describe('the name of an operation', () => {
  it('is absent when it is empty, whatever was asked before', async () => {
    const query = 'query A { f(id: 1) }';
    const fresh = federatedGraph(composed, 1);
    const names = ['', undefined, ''];
    for (const name of names) {
      const prepared = await fresh.prepare(query, name);
      assert.equal(prepared, await fresh.prepare(query, name === '' ? undefined : ''));
    }
    await fresh.prepare(`${query} query B { f }`, 'B');
    await assert.rejects(fresh.prepare(`${query} query B { f }`, ''), OperationRefused);
  });

  it('is no part of the document', async () => {
    const query = 'query query { f }';
    const fresh = federatedGraph(composed, 1);
    await fresh.prepare(query, 'query');
    await assert.rejects(fresh.prepare(`query ${query}`), OperationRefused);
    await assert.rejects(fresh.prepare('query { f }', 'query query'), OperationRefused);
    await assert.rejects(fresh.prepare('{ f }', 'query query'), OperationRefused);
  });

  it('may be one of Object.prototype', async () => {
    const fresh = federatedGraph(composed, 1);
    const query = 'query __proto__ { f } query constructor { item { id } }';
    for (const name of ['__proto__', 'constructor'])
      assert.equal((await fresh.prepare(query, name)).operation.definition.name?.value, name);
    await assert.rejects(fresh.prepare(query, 'toString'), OperationRefused);
  });
});
