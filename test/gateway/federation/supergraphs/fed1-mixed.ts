import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { readonly id: string };

export const supergraph: SupergraphCase = {
  construct: 'Federation 1 and 2 in one graph, with an @override and fields that look external',
  subgraphs: {
    old: {
      federation: 1,
      typeDefs: `
        type Query { things: [Thing] }
        type Thing @key(fields: "id") { id: ID! name: String size: Size }
        type Size { width: Int }
      `,
      resolvers: {
        Query: { things: () => [{ id: '1', name: 'by old', size: { width: 1 } }] },
        Thing: { __resolveReference: ({ id }: Row) => ({ id, name: 'by old', size: { width: 1 } }) },
      },
    },
    middle: {
      federation: 1,
      typeDefs: 'extend type Thing @key(fields: "id") { id: ID! @external colour: String } type Size { width: Int }',
      resolvers: { Thing: { colour: () => 'red' } },
    },
    new: {
      typeDefs:
        'type Thing @key(fields: "id") { id: ID! name: String @override(from: "old") size: Size @shareable } type Size @shareable { width: Int height: Int }',
      resolvers: { Thing: { name: () => 'by new', size: () => ({ width: 1, height: 2 }) } },
    },
  },
  operations: [
    { title: 'every generation answers its part', query: '{ things { id name colour } }' },
    { title: 'value types of the first are shareable', query: '{ things { size { width height } } }' },
  ],
};
