import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@override',
  subgraphs: {
    old: {
      typeDefs: `
        type Query { bills: [Bill] }
        type Bill @key(fields: "id") { id: ID! amount: Int payer: String }
      `,
      resolvers: {
        Query: { bills: () => [{ id: '1', amount: 1, payer: 'old' }] },
        Bill: { __resolveReference: ({ id }: { id: string }) => ({ id, amount: 1, payer: 'old' }) },
      },
    },
    new: {
      typeDefs: `
        type Query { latest: Bill }
        type Bill @key(fields: "id") { id: ID! amount: Int @override(from: "old") }
      `,
      resolvers: {
        Query: { latest: () => ({ id: '2', amount: 3 }) },
        Bill: { __resolveReference: ({ id }: { id: string }) => ({ id, amount: 2 }) },
      },
    },
  },
  operations: [
    { title: 'the new owner answers', query: '{ bills { id amount payer } }' },
    { title: 'the old owner keeps the rest', query: '{ latest { amount payer } }' },
  ],
};
