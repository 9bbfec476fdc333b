import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@override with a label that is off',
  subgraphs: {
    old: {
      typeDefs: 'type Query { bill: Bill } type Bill @key(fields: "id") { id: ID! amount: Int payer: String }',
      resolvers: {
        Query: { bill: () => ({ id: '1', amount: 1, payer: 'old' }) },
        Bill: { __resolveReference: ({ id }: { id: string }) => ({ id, amount: 1, payer: 'old' }) },
      },
    },
    new: {
      typeDefs: `
        type Query { latest: Bill }
        type Bill @key(fields: "id") { id: ID! amount: Int @override(from: "old", label: "percent(0)") note: String }
      `,
      resolvers: {
        Query: { latest: () => ({ id: '2', amount: 2, note: 'n' }) },
        Bill: { __resolveReference: ({ id }: { id: string }) => ({ id, amount: 2, note: 'n' }) },
      },
    },
  },
  operations: [
    { title: 'the old owner still answers', query: '{ bill { amount payer note } }' },
    { title: 'also where the new owner is at hand', query: '{ latest { amount note } }' },
  ],
};
