import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Account = { id: string; balance?: number };

export const supergraph: SupergraphCase = {
  construct: '@override of a field that requires another, and of a field that is required',
  subgraphs: {
    bank: {
      typeDefs: `
        type Query { accounts: [Account] }
        type Account @key(fields: "id") { id: ID! balance: Int rating: String owner: String }
      `,
      resolvers: {
        Query: { accounts: () => [{ id: '1', balance: 1, rating: 'by bank', owner: 'Ada' }] },
        Account: { __resolveReference: ({ id }: Account) => ({ id, balance: 1, rating: 'by bank', owner: 'Ada' }) },
      },
    },
    ledger: {
      typeDefs: 'type Account @key(fields: "id") { id: ID! balance: Int @override(from: "bank") }',
      resolvers: { Account: { balance: () => 700 } },
    },
    ratings: {
      typeDefs: `
        type Account @key(fields: "id") {
          id: ID!
          balance: Int @external
          rating: String @override(from: "bank") @requires(fields: "balance")
        }
      `,
      resolvers: { Account: { rating: ({ balance }: Account) => `by ratings, ${balance}` } },
    },
  },
  operations: [
    { title: 'the new owner gets the value of the new owner of what it requires', query: '{ accounts { rating } }' },
    { title: 'beside fields that stayed', query: '{ accounts { owner balance rating } }' },
  ],
};
