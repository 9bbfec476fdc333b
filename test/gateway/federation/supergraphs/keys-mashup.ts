import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Ref = { id?: string; pid?: string; upc?: string; category?: { id: string; tag?: string } };

export const supergraph: SupergraphCase = {
  construct: 'keys that overlap, nest and differ from subgraph to subgraph',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { a: Holder }
        type Holder @key(fields: "id") { id: ID! products: [Product!]! }
        type Product @key(fields: "id pid") { id: ID! pid: ID name: String }
      `,
      resolvers: {
        Query: {
          a: () => ({
            id: 'h',
            products: [
              { id: '1', pid: 'p1', name: 'one' },
              { id: '2', pid: 'p2', name: 'two' },
            ],
          }),
        },
        Holder: { __resolveReference: ({ id }: Ref) => ({ id, products: [{ id: '1', pid: 'p1', name: 'one' }] }) },
      },
    },
    b: {
      typeDefs: `
        type Query { b: Holder }
        type Holder @key(fields: "id") { id: ID! extra: String }
        type Product @key(fields: "id pid") @key(fields: "id pid category { id }") { id: ID! pid: ID category: Category @shareable }
        type Category @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { b: () => ({ id: 'h', extra: 'x' }) },
        Holder: { extra: () => 'x' },
        Product: { category: ({ id }: Ref) => ({ id: `c${id}` }) },
      },
    },
    c: {
      typeDefs: `
        type Product @key(fields: "id pid category { id }") @key(fields: "upc") { id: ID! pid: ID upc: ID category: Category @shareable }
        type Category @key(fields: "id") { id: ID! tag: String }
      `,
      resolvers: {
        Product: {
          upc: ({ id, category }: Ref) => `${id}/${category?.id}`,
          category: ({ id }: Ref) => ({ id: `c${id}` }),
        },
        Category: { tag: ({ id }: Ref) => `tag ${id}` },
      },
    },
    d: {
      typeDefs: 'type Product @key(fields: "upc") { upc: ID price: Int }',
      resolvers: { Product: { price: ({ upc }: Ref) => (upc ?? '').length } },
    },
  },
  operations: [
    { title: 'from key to key to key', query: '{ a { products { price } } }' },
    {
      title: 'with all that lies on the way',
      query: '{ a { products { name upc category { id tag } price } extra } b { products { id price } } }',
    },
  ],
};
