import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Source, SubgraphResult } from '../../../../gateway/federation/sources/source.ts';
import { assertSameAnswer } from '../../../support/federation/assert-same-answer.ts';
import { CONTEXT, composeGraph, graphOver } from '../../../support/federation/composed-graph.ts';

const composed = composeGraph({
  rows: {
    typeDefs: `
      scalar Any
      enum Grade { A B }
      interface Named { name: String }
      type Query { row: Row rows: [Row!] names: [Named] matrix: [[Int!]] toString: String }
      type Row implements Named {
        id: ID! name: String int: Int! float: Float yes: Boolean grade: Grade grades: [Grade!] any: Any anys: [Any]
        texts: [String!] inner: Row
      }
      type Other implements Named { name: String }
    `,
  },
});

const QUERY = `{
  row { ...Fields inner { id __proto__: name strict: int } } rows { ...Fields } matrix toString
  names { __typename name ... on Row { grade } }
}
fragment Fields on Row { __typename id name int float yes grade grades any anys texts }`;

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('\ud800', '\udc00x', 'a"b', 'c\\d', '\u0000', '\u2028', 'A', 'B', 'C', 'Row', 'Other', '\uffff'),
);
const leaf = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined, -0, 1e21, 1e-7));
/** Mostly of the declared type, so that whole rows are often valid. */
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: leaf });
const fields = {
  __typename: mostly(fc.constantFrom('Row', 'Row', 'Other')),
  id: mostly(text),
  name: mostly(text),
  int: mostly(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  float: mostly(fc.double()),
  yes: mostly(fc.boolean()),
  grade: mostly(fc.constantFrom('A', 'B')),
  grades: mostly(fc.array(fc.constantFrom('A', 'B'))),
  any: mostly(fc.oneof(leaf, fc.object({ maxDepth: 1 }))),
  anys: mostly(fc.array(leaf)),
  texts: mostly(fc.array(text)),
};
const { row } = fc.letrec((tie) => ({
  row: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ ...fields, inner: mostly(tie('row')) }, { requiredKeys: ['id', 'int', '__typename'] }),
    fc.record({ ...fields, inner: mostly(tie('row')) }),
  ),
}));
const rows = fc.oneof(leaf, fc.array(row, { maxLength: 4 }));
const data = fc.oneof(
  fc.constant(null),
  fc.record(
    { row, rows, names: rows, matrix: fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.array(leaf)))), toString: leaf },
    { requiredKeys: [] },
  ),
);
const path = fc.array(fc.constantFrom('row', 'rows', 'names', 'name', 'id', 'inner', 0, 1), { maxLength: 4 });
const errors = fc.array(
  fc.record({ message: text, path, extensions: fc.record({ code: fc.constant('LEAD_NOT_FOUND') }) }),
  {
    maxLength: 3,
  },
);

describe('the text of an answer', () => {
  for (const isJson of [false, true])
    it(`is the JSON of its objects, whatever the subgraph answers${isJson ? ', as JSON' : ''}`, async () => {
      let answer: SubgraphResult = {};
      const source: Source = {
        prepare: () => () => structuredClone(answer),
        prepareStream: () => () => {
          throw new TypeError('no stream here');
        },
      };
      const graph = graphOver(composed, () => source);
      const prepared = await graph.prepare(QUERY);
      const checked = fc.asyncProperty(data, errors, async (found, failures) => {
        answer = { data: found as SubgraphResult['data'], ...(failures.length > 0 && { errors: failures }) };
        if (isJson) answer = JSON.parse(JSON.stringify(answer)) as SubgraphResult;
        assertSameAnswer(await prepared.executeToText({}, CONTEXT), await graph.execute(prepared, {}, CONTEXT));
      });
      await fc.assert(checked, { numRuns: 1_000, seed: 18 });
      graph.close();
    });
});
