import { byKey, fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { id: string; __typename?: string; amount?: number; name?: string };
const rows: Row[] = [
  { __typename: 'Card', id: '1', amount: 5, name: 'card' },
  { __typename: 'Cash', id: '2', amount: 7, name: 'cash' },
];

export const supergraph: SupergraphCase = {
  construct: '@interfaceObject with @requires, several on one interface',
  subgraphs: {
    payments: {
      typeDefs: `
        type Query { payments: [Payment] }
        interface Payment @key(fields: "id") { id: ID! amount: Int name: String }
        type Card implements Payment @key(fields: "id") { id: ID! amount: Int name: String number: String }
        type Cash implements Payment @key(fields: "id") { id: ID! amount: Int name: String }
      `,
      resolvers: {
        Query: { payments: () => rows.map(fresh) },
        Payment: { __resolveReference: byKey(rows, 'id'), __resolveType: ({ __typename }: Row) => __typename },
        Card: { __resolveReference: byKey(rows, 'id'), number: () => '1234' },
        Cash: { __resolveReference: byKey(rows, 'id') },
      },
    },
    fees: {
      typeDefs: `
        type Payment @key(fields: "id") @interfaceObject {
          id: ID!
          amount: Int @external
          fee: Int @requires(fields: "amount")
        }
      `,
      resolvers: { Payment: { fee: ({ amount }: Row) => amount && amount * 10 } },
    },
    books: {
      typeDefs: `
        type Query { booked: [Payment] }
        type Payment @key(fields: "id") @interfaceObject { id: ID! account: String }
      `,
      resolvers: {
        Query: { booked: () => [{ id: '2' }, { id: '1' }] },
        Payment: { account: ({ id }: Row) => `account ${id}` },
      },
    },
  },
  operations: [
    { title: 'what it requires is fetched from who knows it', query: '{ payments { fee account } }' },
    { title: 'from another that knows no types either', query: '{ booked { id account fee } }' },
    {
      title: 'with types and fields of one type',
      query: '{ booked { __typename name fee ... on Card { number account } } }',
    },
  ],
};
