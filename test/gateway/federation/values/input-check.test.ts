import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildSchema, type GraphQLInputType, getVariableValues, type OperationDefinitionNode, parse } from 'graphql';
import { inputCheck } from '../../../../gateway/federation/values/input-check.ts';

const schema = buildSchema(`
  scalar Any
  enum Colour { RED GREEN }
  input Defaulted { a: Int = 1 }
  input Chosen @oneOf { a: Int b: Int }
  input Tree { name: String! colour: Colour leaves: [Tree!] any: Any size: Float count: Int id: ID defaulted: Defaulted }
  type Query { tree(tree: Tree, chosen: Chosen): Int }
`);
const TREE = schema.getType('Tree') as GraphQLInputType;

/** What graphql-js makes of a value; undefined when it refuses it. */
function coerced(type: string, value: unknown): unknown {
  const document = parse(`query ($value: ${type}) { __typename }`);
  const [operation] = document.definitions;
  const definitions = (operation as OperationDefinitionNode).variableDefinitions ?? [];
  return getVariableValues(schema, definitions, { value }).coerced?.value;
}

describe('an input check', () => {
  it('passes values that coercion leaves unchanged, in lists and objects that hold themselves', () => {
    const check = inputCheck(TREE);
    for (const value of [
      null,
      { name: 'a' },
      { name: 'a', colour: 'RED', leaves: [{ name: 'b', size: 0.5, count: 3 }], any: { x: [1] }, id: '7' },
    ])
      assert.ok(check(value), JSON.stringify(value));
  });

  it('leaves to coercion what it would change or refuse', () => {
    const check = inputCheck(TREE);
    const odd = [
      {},
      { name: null },
      { name: 'a', colour: 'BLUE' },
      { name: 'a', leaves: { name: 'b' } },
      { name: 'a', id: 7 },
      { name: 'a', count: 1.5 },
      { name: 'a', size: Number.NaN },
      { name: 'a', other: 1 },
      { name: 'a', defaulted: {} },
      { name: undefined },
      JSON.parse('{"name":"a","__proto__":{"id":"7"}}'),
      [],
      'a',
    ];
    for (const value of odd) assert.ok(!check(value), JSON.stringify(value));
    assert.ok(!inputCheck(schema.getType('Chosen') as GraphQLInputType)({ a: 1 }));
  });

  it('never passes what graphql-js would not return as it is', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, 'RED', 'BLUE'));
    const keys = fc.constantFrom(
      'name',
      'colour',
      'leaves',
      'any',
      'size',
      'count',
      'id',
      'defaulted',
      'other',
      '__proto__',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(keys, fc.oneof({ maxDepth: 2 }, leaf, tie('tree'), fc.array(tie('tree'), { maxLength: 2 }))),
    }));
    const check = inputCheck(TREE);
    fc.assert(
      fc.property(tree, (value) => {
        if (check(value)) assert.deepEqual(JSON.stringify(coerced('Tree', value)), JSON.stringify(sorted(value)));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** The same value with its fields in the order of the type, as coercion returns them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const order = ['name', 'colour', 'leaves', 'any', 'size', 'count', 'id', 'defaulted'];
  const entries = Object.entries(value).map(([key, part]) => [key, key === 'any' ? part : sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}
