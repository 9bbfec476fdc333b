import { fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const products = [
  { sku: 'a', region: { code: 'ae' }, price: 10 },
  { sku: 'a', region: { code: 'de' }, price: 20 },
];
type Product = { readonly sku: string; readonly region: { readonly code: string } };

export const supergraph: SupergraphCase = {
  construct: '@key of several and of nested fields',
  subgraphs: {
    stock: {
      typeDefs: `
        type Query { items: [Product] }
        type Product @key(fields: "sku region { code }") { sku: ID! region: Region! stock: Int }
        type Region @shareable { code: ID! }
      `,
      resolvers: {
        Query: { items: () => products.map(({ sku, region }) => ({ sku, region: { ...region }, stock: 1 })) },
      },
    },
    prices: {
      typeDefs: `
        type Product @key(fields: "sku region { code }") { sku: ID! region: Region! price: Int }
        type Region @shareable { code: ID! }
      `,
      resolvers: {
        Product: {
          __resolveReference: ({ sku, region }: Product) =>
            fresh(products.find((product) => product.sku === sku && product.region.code === region.code)),
        },
      },
    },
  },
  operations: [
    { title: 'all fields of the key identify the entity', query: '{ items { sku stock price } }' },
    {
      title: 'the key may be selected under other names',
      query: '{ items { region: sku sku: price r: region { c: code } } }',
      difference: 'the reference takes the renamed fields for the key and finds nothing',
      expected: {
        data: {
          items: [
            { region: 'a', sku: 10, r: { c: 'ae' } },
            { region: 'a', sku: 20, r: { c: 'de' } },
          ],
        },
      },
    },
  ],
};
