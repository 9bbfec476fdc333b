import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { id: string; category?: unknown };

export const supergraph: SupergraphCase = {
  construct: 'an object without a key that is found through its parent',
  subgraphs: {
    a: {
      typeDefs:
        'type Query { products: [Product] } type Product @key(fields: "id") { id: ID! category: Category @shareable } type Category @shareable { details: Details } type Details @shareable { words: [String] }',
      resolvers: {
        Query: { products: () => [{ id: '1' }, { id: '2' }] },
        Product: { category: ({ id }: Row) => ({ details: { words: [`a${id}`] } }) },
      },
    },
    b: {
      typeDefs:
        'type Product @key(fields: "id") { id: ID! category: Category @shareable pid: ID @shareable } type Category @shareable { id: ID name: String details: Details } type Details @shareable { count: Int }',
      resolvers: {
        Product: {
          category: ({ id }: Row) =>
            id === '1' ? { id: 'c', name: 'n', details: { count: 3 } } : { id: null, details: { count: null } },
          pid: ({ id }: Row) => `p${id}`,
        },
      },
    },
    c: {
      typeDefs:
        'type Product @key(fields: "id pid") { id: ID! pid: ID rank: Int category: Category @shareable } type Category @shareable { mark: Int }',
      resolvers: { Product: { rank: () => 1, category: () => ({ mark: 5 }) } },
    },
  },
  operations: [
    {
      title: 'the parent is asked for again, in each subgraph that knows a part',
      query: '{ products { id category { details { words count } name mark } } }',
    },
    { title: 'a parent whose part is null there', query: '{ products { rank category { id details { count } } } }' },
  ],
};
