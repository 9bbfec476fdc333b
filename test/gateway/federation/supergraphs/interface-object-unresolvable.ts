import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@interfaceObject with a key that cannot be resolved',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { product: Node }
        interface Node @key(fields: "id") { id: ID! }
        type Product implements Node @key(fields: "id") { id: ID! name: String }
      `,
      resolvers: {
        Query: { product: () => ({ __typename: 'Product', id: 'p1', name: 'Product' }) },
        Node: {
          __resolveType: () => 'Product',
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Product', id, name: 'Product' }),
        },
        Product: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Product' }) },
      },
    },
    b: {
      typeDefs: `
        type Query { b: Node }
        type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
      `,
      resolvers: { Query: { b: () => ({ id: 'p2' }) } },
    },
  },
  operations: [
    { title: 'its key needs no type', query: '{ b { id } }' },
    {
      title: 'the type is fetched from who knows it',
      query: '{ b { __typename id ... on Product { name } } product { id } }',
    },
  ],
};
