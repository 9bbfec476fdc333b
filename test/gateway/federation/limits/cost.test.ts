import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'graphql';
import { EXAMPLE_OPERATIONS } from '../../../../gateway/explorer/examples.ts';
import { type CostModel, estimateCost } from '../../../../gateway/federation/limits/cost.ts';
import { DEFAULT_LIMITS } from '../../../../gateway/federation/limits/limits.ts';
import { limitCost } from '../../../../gateway/federation/limits/operation-cost.ts';
import { findOperation } from '../../../../gateway/federation/operations/client-operation.ts';
import { Supergraph } from '../../../../gateway/federation/supergraph/supergraph.ts';
import { projectFile } from '../../../../platform/process/program.ts';
import { compose } from '../../../../schema/compose.ts';

const SHOP = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", { name: "@listSize", as: "@sized" }])
  type Query {
    shop: Shop
    page(first: Int = 5, last: Int): Page @sized(slicingArguments: ["first", "last"], sizedFields: ["items"], requireOneSlicingArgument: false)
    one(first: Int, last: Int): [Item] @sized(slicingArguments: ["first", "last"])
    known: [Item] @sized(assumedSize: 3)
    unknown: [Item]
    numbers: [Int]
    dear: Int @cost(weight: 7)
    node: Node
    search(by: Filter, words: [String] @cost(weight: 4)): Int
  }
  type Mutation { buy: Item sell: Boolean @cost(weight: 2) }
  type Shop { items(first: Int): [Item] @sized(slicingArguments: ["first"]) }
  type Page { items: [Item] total: Int @cost(weight: 9) }
  interface Node { id: ID next: Node }
  type Item implements Node @cost(weight: 2) { id: ID color: Color next: Node shop: Shop }
  enum Color @cost(weight: 1) { RED }
  input Filter { text: String @cost(weight: 3) or: Filter }
`;

const supergraph = new Supergraph(compose(new Map([['shop', SHOP]])).supergraph);
const model: CostModel = { schema: supergraph.apiSchema, rules: supergraph.costRules, defaultListSize: 10 };

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const operation = findOperation(parse(source), undefined);
  if (!operation) throw new RangeError('no operation');
  const term = estimateCost(model, operation);
  return typeof term === 'number' ? term : term(variables);
}

const CASES: readonly (readonly [string, string, number, Record<string, unknown>?])[] = [
  ['an object costs 1, its scalars nothing', '{ page(first: 0) { __typename } }', 1],
  ['a type may say what it costs', '{ node { id } }', 2],
  ['so may an enum and a field', '{ known { color } dear }', 3 * (2 + 1) + 7],
  ['a list has its assumed size', '{ known { id } }', 3 * 2],
  ['a list without one has the default', '{ unknown { id } numbers }', 10 * 2],
  ['a slicing argument is the length', '{ shop { items(first: 4) { id } } }', 1 + 4 * 2],
  ['the largest of several is', '{ page(first: 2, last: 6) { items { id } } }', 1 + 6 * 2],
  ['its default counts as given', '{ page { items { id } } }', 1 + 5 * 2],
  ['a variable gives the length', 'query ($n: Int) { page(first: $n) { items { id } } }', 1 + 8 * 2, { n: 8 }],
  ['a variable left out gives the default', 'query ($n: Int) { page(first: $n) { items { id } } }', 1 + 5 * 2],
  ['a negative length is none', '{ page(first: -3) { items { id } } }', 1],
  [
    'sizes reach through fragments',
    '{ page(first: 2) { ...P } } fragment P on Page { ... { items { id } } }',
    1 + 2 * 2,
  ],
  ['lists in lists multiply', '{ known { shop { items(first: 2) { id } } } }', 3 * (2 + 1 + 2 * 2)],
  ['a field costs what it says', '{ page(first: 1) { total } }', 1 + 9],
  ['a mutation costs 10 unless it says otherwise', 'mutation { buy { id } sell }', 10 + 2],
  ['an input object costs 1 and its fields', '{ search(by: { text: "x" }) }', 1 + 3],
  ['an argument may say what it costs', '{ search(words: ["x"]) }', 4],
  ['introspection costs nothing', '{ __schema { types { name } } __typename }', 0],
];

describe('the cost of an operation', () => {
  for (const [title, source, expected, variables] of CASES)
    it(title, () => assert.equal(cost(source, variables), expected));

  it('is known once and for all where no length comes from a variable', () => {
    const operation = findOperation(
      parse('query ($w: [String]) { page(first: 3) { items { id } } search(words: $w) }'),
      undefined,
    );
    assert.equal(operation && estimateCost(model, operation), 1 + 3 * 2 + 4);
  });

  it('is refused where a list wants exactly one slicing argument', () => {
    for (const source of ['{ one { id } }', '{ one(first: 1, last: 1) { id } }'])
      assert.throws(() => cost(source), /one: found \d of the arguments first, last, expected exactly one/);
    assert.equal(cost('{ one(last: 1) { id } }'), 2);
    assert.throws(() => cost('query ($n: Int) { one(first: $n) { id } }'), /found 0 of the arguments/);
  });

  it('is checked at once or for each request', () => {
    const operation = findOperation(parse('query ($n: Int) { page(first: $n) { items { id } } }'), undefined);
    const check = operation && limitCost(model, operation, 10);
    assert.equal(check?.({ n: 4 }), undefined);
    const { limit, found, allowed } = check?.({ n: 5 })?.extensions ?? {};
    assert.deepEqual([limit, found, allowed], ['COST', 11, 10]);
    const dear = findOperation(parse('{ unknown { id } }'), undefined);
    assert.throws(() => dear && limitCost(model, dear, 10), /found 20 cost, expected at most 10/);
  });
});

describe('the cost of what this platform is asked', () => {
  const platform = new Supergraph(readFileSync(projectFile('schema/supergraph.graphql'), 'utf8'));
  const { maxCost, defaultListSize } = DEFAULT_LIMITS;
  const check = (source: string, variables: Record<string, unknown>) => {
    const operation = findOperation(parse(source), undefined);
    if (!operation) throw new RangeError('no operation');
    const real = { schema: platform.apiSchema, rules: platform.costRules, defaultListSize };
    // with room: a quarter of what is allowed
    return limitCost(real, operation, maxCost / 4)?.(variables);
  };

  for (const { title, query, variables } of EXAMPLE_OPERATIONS)
    it(`leaves room for the example '${title}'`, () => assert.equal(check(query, variables ?? {}), undefined));

  it('leaves room for a page of 100 leads with scores, reasons and versions', () => {
    const query =
      'query ($n: Int!) { leads(first: $n) { totalCount edges { node { id crmScore { grade } score { grade reasons { sentence } modelVersion { stage } } } } } }';
    assert.equal(check(query, { n: 100 }), undefined);
  });

  it('has none for pages within pages', () => {
    const query = '{ leads(first: 200) { edges { node { scoreHistory(first: 200) { edges { node { id } } } } } } }';
    assert.throws(() => check(query, {}), /cost/);
  });
});
