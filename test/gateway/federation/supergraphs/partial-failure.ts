import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const fail = (message: string) => () => {
  throw new Error(message);
};
type Row = { readonly id: string };

export const supergraph: SupergraphCase = {
  construct: 'partial failure',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { rows: [Row!] broken: Row brokenList: [Row] }
        type Row @key(fields: "id") { id: ID! name: String weak: String inner: Inner }
        type Inner { fine: String broken: String }
      `,
      resolvers: {
        Query: {
          rows: () => ['1', '2', '3'].map((id) => ({ id, name: `n${id}`, inner: {} })),
          broken: fail('no root'),
          brokenList: () => [{ id: '1' }, new Error('no item')],
        },
        Row: { weak: ({ id }: Row) => (id === '2' ? fail('weak')() : id) },
        Inner: { fine: () => 'fine', broken: fail('inner') },
      },
    },
    b: {
      typeDefs: 'type Row @key(fields: "id") { id: ID! score: Int detail: Detail } type Detail { x: Int y: Int }',
      resolvers: {
        Row: {
          score: ({ id }: Row) => (id === '1' ? fail('no score')() : Number(id)),
          detail: ({ id }: Row) => ({ x: Number(id), y: id === '3' ? new Error('no y') : 1 }),
        },
      },
    },
    c: {
      typeDefs:
        'type Row @key(fields: "id") { id: ID! risk: Int owner: Owner } type Owner @key(fields: "id") { id: ID! age: Int }',
      resolvers: {
        Row: { __resolveReference: async ({ id }: Row) => (id === '2' ? fail('no row')() : { id, risk: 1 }) },
      },
    },
  },
  operations: [
    { title: 'an error keeps its path', query: '{ rows { id weak inner { fine broken } } }' },
    { title: 'a root field that failed', query: '{ broken { id score } rows { id } }' },
    { title: 'an item that failed', query: '{ brokenList { id score } }' },
    {
      title: 'an error of an entity gets the path of the answer',
      query: '{ r: rows { s: score d: detail { x why: y } } }',
    },
    {
      title: 'an entity that cannot be resolved loses the fields of its subgraph',
      query: '{ rows { id risk } }',
      difference: 'the reference reports rows.1, which is not null; the field that is null is rows.1.risk',
      expected: {
        data: {
          rows: [
            { id: '1', risk: 1 },
            { id: '2', risk: null },
            { id: '3', risk: 1 },
          ],
        },
        errorPaths: [['rows', 1, 'risk']],
      },
    },
  ],
};
