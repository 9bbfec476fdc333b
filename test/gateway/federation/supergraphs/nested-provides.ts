import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { readonly id: string };

export const supergraph: SupergraphCase = {
  construct: '@provides of nested fields',
  subgraphs: {
    shop: {
      typeDefs: `
        type Query { offers: [Offer] @provides(fields: "maker { name country { code } }") }
        type Offer @key(fields: "id") { id: ID! maker: Maker @external price: Int }
        type Maker @key(fields: "id") { id: ID! name: String @external country: Country @external }
        type Country { code: String @external }
      `,
      resolvers: {
        Query: {
          offers: () => [
            { id: '1', price: 5, maker: { id: 'm1', name: 'told by shop', country: { code: 'AE' } } },
            { id: '2', price: 6, maker: null },
          ],
        },
      },
    },
    makers: {
      typeDefs: `
        type Offer @key(fields: "id") { id: ID! maker: Maker @shareable }
        type Maker @key(fields: "id") { id: ID! name: String @shareable country: Country @shareable founded: Int }
        type Country { code: String @shareable currency: String }
      `,
      resolvers: {
        Offer: { maker: ({ id }: Row) => (id === '1' ? { id: 'm1' } : null) },
        Maker: {
          name: () => 'told by makers',
          country: () => ({ code: 'AE', currency: 'AED' }),
          founded: () => 1999,
        },
      },
    },
  },
  operations: [
    {
      title: 'nested fields are taken where they are at hand',
      query: '{ offers { price maker { name country { code } } } }',
    },
    { title: 'what is not provided is joined', query: '{ offers { maker { founded country { code currency } } } }' },
  ],
};
