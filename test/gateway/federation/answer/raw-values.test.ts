import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type FieldNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { Source, SubgraphOperation, SubgraphResult } from '../../../../gateway/federation/sources/source.ts';
import { ask, composeGraph, graphOver } from '../../../support/federation/composed-graph.ts';

type Row = Readonly<Record<string, unknown>>;

const typeDefs = `
  scalar Any
  enum Grade { A B }
  interface Named { name: String must: String! inner: Named }
  union Thing = Row | Other | Third
  type Query {
    row: Row rows: [Row!] deep: [[Row!]] names: [Named] strict: [Named!]! things: [Thing!] thing: Thing
    matrix: [[Int!]] texts: [[[String!]!]] grades: [[Grade!]!] anys: [[Any]!] floats: [Float!] float: Float! ids: [ID!]
  }
  type Row implements Named {
    id: ID! name: String must: String! inner: Named int: Int! float: Float yes: Boolean grade: Grade grades: [Grade!] any: Any
  }
  type Other implements Named { name: String must: String! inner: Named int: Int yes: Boolean! }
  type Third { name: String! list: [[Int]] }
`;
const NAMED: ReadonlySet<unknown> = new Set(['Row', 'Other']);
const OPERATIONS = [
  `{ row { ...F } rows { ...F inner { ...N } } deep { ...F } }
   fragment F on Row { __typename id name int float yes grade grades any must __proto__: name constructor: int }
   fragment N on Named { __typename name toString: must ... on Row { grade } ... on Other { yes } }`,
  '{ names { t: __typename name must ... on Row { v: float } ... on Other { w: int } inner { must } } }',
  '{ strict { must inner { name inner { must } } } }',
  '{ things { __typename ... on Row { a: name } ... on Other { a: name b: int } ... on Third { c: name list } } }',
  '{ thing { ... on Named { must inner { must } } ... on Third { name list } } }',
  '{ matrix texts grades anys floats float }',
  '{ floats ids grades }',
];

const text = fc.constantFrom('', 'a', 'x"y', '\u2028', '\ud800', '\u0000', 'A', 'true', '1');
const double = fc.constantFrom(0, -0, 1.5, 1e21, 2 ** 53, 2 ** 31, 5e-324, Number.POSITIVE_INFINITY, Number.NaN);
// without integers that JSON rounds: as an ID they are refused here, and texts there
const other = fc.oneof(text, fc.constantFrom(0, -0, 1.5, 2 ** 31, Number.NaN), fc.boolean());
const none = fc.constantFrom(null, undefined);
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 14, arbitrary: right }, { weight: 1, arbitrary: none }, { weight: 1, arbitrary: other });
const list = (of: fc.Arbitrary<unknown>) => mostly(fc.array(of, { maxLength: 3 }));
const grade = mostly(fc.constantFrom('A', 'B', 'C'));
const orNone = (rows: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 14, arbitrary: rows }, { weight: 1, arbitrary: none });
const { named, row } = fc.letrec<Record<'named' | 'row', unknown>>((tie) => {
  const fields = {
    ...{ id: mostly(text), name: mostly(text), must: mostly(text), inner: tie('named'), int: mostly(fc.nat()) },
    ...{ float: mostly(double), yes: mostly(fc.boolean()), grade, grades: list(grade), any: mostly(fc.object()) },
  };
  const rowOf = (...types: readonly string[]) => fc.record({ __typename: fc.constantFrom(...types), ...fields });
  const leaf = fc.record({ __typename: fc.constant('Other'), must: text, yes: fc.boolean() });
  return { named: orNone(fc.oneof({ maxDepth: 3 }, leaf, rowOf('Row', 'Other'))), row: orNone(rowOf('Row')) };
});
const third = fc.record({ __typename: fc.constant('Third'), name: mostly(text), list: list(list(mostly(double))) });
const root = fc.record({
  ...{ row, rows: list(row), deep: list(list(row)), names: list(named), strict: list(named) },
  ...{ things: list(fc.oneof(named, third)), thing: fc.oneof(named, third), matrix: list(list(mostly(fc.nat()))) },
  ...{ texts: list(list(list(mostly(text)))), grades: list(list(grade)), anys: list(list(mostly(other))) },
  ...{ floats: list(mostly(double)), float: mostly(double), ids: list(mostly(other)) },
});

/** What an operation selects of rows, as they are. */
function selected({ document: { definitions } }: SubgraphOperation, data: unknown): unknown {
  const fragments = new Map(definitions.map((node) => [node.kind === 'FragmentDefinition' && node.name.value, node]));
  const of = (value: unknown, selectionSets: readonly SelectionSetNode[]): unknown => {
    if (selectionSets.length === 0 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => of(item, selectionSets));
    const row = value as Row;
    const byKey = new Map<string, FieldNode[]>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        if (node.kind === 'Field') {
          const key = (node.alias ?? node.name).value;
          byKey.set(key, [...(byKey.get(key) ?? []), node]);
          continue;
        }
        const part = node.kind === 'FragmentSpread' ? fragments.get(node.name.value) : node;
        const { typeCondition, selectionSet } = part as InlineFragmentNode;
        if (isOf(row.__typename, typeCondition?.name.value)) collect(selectionSet);
      }
    };
    selectionSets.forEach(collect);
    const entries = [...byKey].map(([key, nodes]) => {
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return [key, of(row[nodes[0]?.name.value ?? ''], inner)] as const;
    });
    return Object.fromEntries(entries);
  };
  const [operation] = definitions;
  return of(data, [(operation as OperationDefinitionNode).selectionSet]);
}

function isOf(type: unknown, condition: string | undefined): boolean {
  return condition === undefined || condition === type || (condition === 'Named' && NAMED.has(type));
}

function seen({ data, errors = [] }: ExecutionResult): unknown {
  return { data: JSON.parse(JSON.stringify(data)), places: errors.map(({ path }) => path?.join('.')).sort() };
}

describe('an answer to raw values of a subgraph', () => {
  for (const operation of OPERATIONS)
    it(`answer to raw values is that of graphql-js: ${operation.slice(0, 40)}`, async () => {
      let data: Row = {};
      const source: Source = {
        prepare: (asked) => () => ({ data: selected(asked, data) }) as SubgraphResult,
        prepareStream: () => () => {
          throw new TypeError('no stream here');
        },
      };
      const graph = graphOver(composeGraph({ rows: { typeDefs } }), () => source);
      const reference = { schema: buildSchema(typeDefs), document: parse(operation) };
      const checked = fc.asyncProperty(root, async (rows) => {
        data = rows;
        const typeResolver = (value: unknown) => (value as { __typename: string }).__typename;
        const expected = await execute({ ...reference, rootValue: rows, typeResolver });
        assert.deepEqual(seen(await ask(graph, operation)), seen(expected));
      });
      await fc.assert(checked, { numRuns: 200, seed: 18 });
      graph.close();
    });
});
