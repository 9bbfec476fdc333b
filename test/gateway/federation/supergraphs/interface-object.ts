import { byKey, fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const nodes = [
  { __typename: 'Flat', id: '1', name: 'Flat 1', rooms: 3 },
  { __typename: 'Shop', id: '2', name: 'Shop 2', frontage: 8 },
];

export const supergraph: SupergraphCase = {
  construct: '@interfaceObject',
  subgraphs: {
    estates: {
      typeDefs: `
        type Query { estates: [Estate] }
        interface Estate @key(fields: "id") { id: ID! name: String }
        type Flat implements Estate @key(fields: "id") { id: ID! name: String rooms: Int }
        type Shop implements Estate @key(fields: "id") { id: ID! name: String frontage: Int }
      `,
      resolvers: {
        Query: { estates: () => nodes.map(fresh) },
        Estate: {
          __resolveType: ({ __typename }: { __typename: string }) => __typename,
          __resolveReference: byKey(nodes, 'id'),
        },
        Flat: { __resolveReference: byKey(nodes, 'id') },
        Shop: { __resolveReference: byKey(nodes, 'id') },
      },
    },
    rents: {
      typeDefs: `
        type Query { rented: [Estate] }
        type Estate @key(fields: "id") @interfaceObject { id: ID! rent: Int tenants: [Tenant] }
        type Tenant @key(fields: "id") { id: ID! home: Estate }
      `,
      resolvers: {
        Query: {
          rented: () => [
            { id: '2', rent: 20 },
            { id: '1', rent: 10 },
          ],
        },
        Estate: {
          __resolveReference: ({ id }: { id: string }) => ({ id, rent: Number(id) * 10 }),
          tenants: ({ id }: { id: string }) => [{ id: `t${id}`, home: { id } }],
        },
      },
    },
  },
  operations: [
    { title: 'fields of the object are joined to every implementation', query: '{ estates { name rent } }' },
    { title: 'the object side needs no type for its own fields', query: '{ rented { id rent } }' },
    {
      title: 'the type is fetched from who knows it',
      query: '{ rented { __typename rent ... on Flat { rooms } ... on Shop { frontage } } }',
    },
    {
      title: 'interface fields are fetched from who knows them',
      query: '{ rented { name tenants { home { name __typename } } } }',
    },
    {
      title: 'a fragment on one implementation takes the joined field',
      query: '{ estates { ... on Shop { rent frontage } } }',
    },
  ],
};
