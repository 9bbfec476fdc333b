import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Source, SubgraphResult } from '../../../gateway/federation/sources/source.ts';
import { ask, composeGraph, graphOver } from '../../support/federation/composed-graph.ts';

const composed = composeGraph({
  a: {
    typeDefs: `
      type Query { row: Row rows: [Row!] must: Row! count: Int }
      type Row @key(fields: "id") { id: ID! int: Int float: Float text: String yes: Boolean ids: [ID!] floats: [Float!]! }
    `,
  },
  b: { typeDefs: 'type Row @key(fields: "id") { id: ID! score: Int strict: Int! other: Row }' },
});

/** Our graph over subgraphs of another make, which answer whatever the test says. */
function asked(query: string, a: SubgraphResult, b: unknown = {}) {
  const sourceOf = (answer: unknown): Source => ({
    prepare: () => async () => structuredClone(answer) as SubgraphResult,
    prepareStream: () => () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('none')) }) }),
  });
  return ask(
    graphOver(composed, (_, name) => sourceOf(name === 'a' ? a : b)),
    query,
  );
}

function placesOf({ errors = [] }: Awaited<ReturnType<typeof asked>>): unknown[] {
  return errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code]);
}

const rows = (...ids: string[]) => ({ data: { rows: ids.map((id) => ({ __typename: 'Row', id })) } });

describe('an answer of a subgraph that breaks its own schema', () => {
  it('is coerced as results are: what cannot be is null with an error that does not show it', async () => {
    const row = { __typename: 'Row', id: 7, int: '12', float: 'abc', text: 5, yes: 'secret', ids: [1, 'x', {}] };
    const answer = await asked('{ row { id int float text yes ids } }', { data: { row } });
    assert.deepEqual(answer.data, { row: { id: '7', int: 12, float: null, text: '5', yes: null, ids: null } });
    assert.deepEqual(placesOf(answer), [
      ['row.float', 'INTERNAL'],
      ['row.yes', 'INTERNAL'],
      ['row.ids.2', 'INTERNAL'],
    ]);
    assert.ok(!JSON.stringify(answer.errors).includes('secret'));
  });

  it('is null where it is no object, no list, or of an unknown type', async () => {
    const answer = await asked('{ row { id } rows { id } count }', { data: { row: 'x', rows: {}, count: 2 ** 40 } });
    assert.deepEqual(answer.data, { row: null, rows: null, count: null });
    assert.deepEqual(placesOf(answer).length, 3);
  });

  it('is null where a Float is beyond the largest one: JSON has numbers that JavaScript has not', async () => {
    const infinite = JSON.parse('{ "row": { "float": 1e999 }, "rows": [{ "floats": [-1e999, 0.5] }] }');
    const answer = await asked('{ row { float } rows { floats } }', { data: infinite });
    assert.deepEqual(answer.data, { row: { float: null }, rows: null });
    assert.deepEqual(placesOf(answer), [
      ['row.float', 'INTERNAL'],
      ['rows.0.floats.0', 'INTERNAL'],
    ]);
  });

  it('may have unselected fields, which clients do not see', async () => {
    const answer = await asked('{ count }', { data: { count: 1, row: { id: '1' }, __proto__: { x: 1 } } });
    assert.deepEqual(answer, { data: { count: 1 } });
  });
});

describe('an answer to _entities', () => {
  it('may be too short: what is missing is null', async () => {
    const answer = await asked('{ rows { id score } }', rows('1', '2'), { data: { _entities: [{ score: 1 }] } });
    assert.deepEqual(answer.data, {
      rows: [
        { id: '1', score: 1 },
        { id: '2', score: null },
      ],
    });
  });

  it('may be too long, no list, or hold no objects', async () => {
    for (const entities of [[{ score: 1 }, { score: 2 }, { score: 3 }], 'x', [5], null]) {
      const { data } = await asked('{ rows { id score } }', rows('1'), { data: { _entities: entities } });
      const score = Array.isArray(entities) && typeof entities[0] === 'object' ? 1 : null;
      assert.deepEqual(data, { rows: [{ id: '1', score }] });
    }
  });

  it('nulls what must not be null, with an error', async () => {
    const answer = await asked(
      '{ row { id strict } }',
      { data: { row: { __typename: 'Row', id: '1' } } },
      { data: { _entities: [null] } },
    );
    assert.deepEqual(answer.data, { row: null });
    assert.deepEqual(placesOf(answer), [['row.strict', 'INTERNAL']]);
  });

  it('fills equal objects of one list, each with its own', async () => {
    const entity = { score: 1, other: { __typename: 'Row', id: '1' } };
    const { data } = await asked('{ rows { score other { id } } }', rows('1', '1'), { data: { _entities: [entity] } });
    const filled = { score: 1, other: { id: '1' } };
    assert.deepEqual(data, { rows: [filled, filled] });
  });
});

describe('errors of a subgraph', () => {
  const message = 'no';
  it('without a path stand at every field that the request should have brought', async () => {
    const answer = await asked('{ row { id } c: count }', { data: null, errors: [{ message }] });
    assert.deepEqual(answer.data, { row: null, c: null });
    assert.deepEqual(placesOf(answer), [
      ['row', 'INTERNAL'],
      ['c', 'INTERNAL'],
    ]);
  });

  it('are made where data are absent without any', async () => {
    for (const nothing of [{}, { data: null }, { data: 'x' }, { data: [] }] as SubgraphResult[]) {
      const answer = await asked('{ count }', nothing);
      assert.deepEqual(answer.data, { count: null });
      assert.deepEqual(placesOf(answer), [['count', 'INTERNAL']]);
    }
  });

  it('keep a public code, whatever else they carry', async () => {
    const error = { message: 'no lead', path: ['row'], extensions: { code: 'LEAD_NOT_FOUND', leadId: '7' } };
    const answer = await asked('{ r: row { id } }', { data: { row: null }, errors: [error] });
    assert.deepEqual(answer.errors, [{ ...error, path: ['r'] }]);
  });

  it('of a field that must not be null take all with them', async () => {
    const answer = await asked('{ must { id } }', { data: null, errors: [{ message, path: ['must'] }] });
    assert.equal(answer.data, null);
    assert.deepEqual(placesOf(answer), [['must', 'INTERNAL']]);
  });
});
