import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { id: string; price?: number; isCheap?: boolean };

export const supergraph: SupergraphCase = {
  construct: '@skip and @include around @requires',
  subgraphs: {
    a: {
      typeDefs: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Int }',
      resolvers: {
        Query: { product: () => ({ id: '1', price: 50 }) },
        Product: { __resolveReference: ({ id }: Row) => ({ id, price: 50 }) },
      },
    },
    b: {
      typeDefs: `
        type Product @key(fields: "id") { id: ID! price: Int @external isCheap: Boolean @requires(fields: "price") }
      `,
      resolvers: { Product: { isCheap: ({ price = 1e9 }: Row) => price < 100 } },
    },
    c: {
      typeDefs: `
        type Product @key(fields: "id") { id: ID! isCheap: Boolean @external label: String @requires(fields: "isCheap") plain: Int }
      `,
      resolvers: { Product: { label: ({ isCheap }: Row) => (isCheap ? 'cheap' : 'dear'), plain: () => 1 } },
    },
  },
  operations: [true, false].flatMap((yes) => [
    {
      title: `on a field that requires, ${yes}`,
      query: 'query($yes: Boolean!) { product { id isCheap @include(if: $yes) label @skip(if: $yes) } }',
      variables: { yes },
    },
    {
      title: `on what is required, ${yes}`,
      query: 'query($yes: Boolean!) { product { price @skip(if: $yes) isCheap @include(if: $yes) label } }',
      variables: { yes },
    },
    {
      title: `in fragments in fragments, ${yes}`,
      query:
        'query($yes: Boolean!) { product { ...A @include(if: $yes) plain } } fragment A on Product { ... @skip(if: false) { label ... on Product @include(if: $yes) { isCheap } } }',
      variables: { yes },
    },
    {
      title: `nothing is left, ${yes}`,
      query: 'query($yes: Boolean!) { product @include(if: $yes) { label @skip(if: $yes) } }',
      variables: { yes },
    },
  ]),
};
