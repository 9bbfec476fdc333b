import { byKey, fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const rows = [
  { id: '1', email: 'ada@example.com', name: 'Ada', plan: 'gold', city: 'Dubai' },
  { id: '2', email: 'bob@example.com', name: 'Bob', plan: 'free', city: 'Ajman' },
];

export const supergraph: SupergraphCase = {
  construct: 'several @key on one type',
  subgraphs: {
    accounts: {
      typeDefs: `
        type Query { account(id: ID!): Account accounts: [Account] }
        type Account @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String }
      `,
      resolvers: {
        Query: {
          accounts: () => rows.map(({ id, email, name }) => ({ id, email, name })),
          account: (_: unknown, { id }: { id: string }) => fresh(rows.find((row) => row.id === id)),
        },
        Account: {
          __resolveReference: ({ id, email }: { id?: string; email?: string }) =>
            fresh(rows.find((row) => row.id === id || row.email === email)),
        },
      },
    },
    plans: {
      typeDefs: `type Account @key(fields: "email") { email: String! plan: String }`,
      resolvers: { Account: { __resolveReference: byKey(rows, 'email') } },
    },
    places: {
      typeDefs: `
        type Query { inCity(city: String!): [Account] }
        type Account @key(fields: "id") { id: ID! city: String }
      `,
      resolvers: {
        Query: {
          inCity: (_: unknown, { city }: { city: string }) =>
            rows.filter((row) => row.city === city).map(({ id }) => ({ id, city })),
        },
        Account: { __resolveReference: byKey(rows, 'id') },
      },
    },
  },
  operations: [
    { title: 'each subgraph is asked by a key it knows', query: '{ accounts { name plan city } }' },
    { title: 'a key is fetched to get from one subgraph to another', query: '{ inCity(city: "Ajman") { city plan } }' },
    { title: 'one entity by each of its keys', query: '{ account(id: "1") { plan city } }' },
  ],
};
