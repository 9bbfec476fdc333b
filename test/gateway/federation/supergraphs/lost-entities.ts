import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { readonly id: string };

export const supergraph: SupergraphCase = {
  construct: 'errors and nulls over several subgraphs',
  subgraphs: {
    a: {
      typeDefs: 'type Query { orders: [Order!] } type Order @key(fields: "id") { id: ID! weight: Int note: String }',
      resolvers: {
        Query: { orders: () => ['1', '2', '3'].map((id) => ({ id })) },
        Order: {
          weight: ({ id }: Row) => {
            if (id === '2') throw new Error('no weight');
            return Number(id);
          },
        },
      },
    },
    b: {
      typeDefs:
        'type Order @key(fields: "id") { id: ID! weight: Int @external fee: Int @requires(fields: "weight") buyer: Buyer! lines: [[Line!]!] } type Buyer @key(fields: "id") { id: ID! } type Line { n: Int! }',
      resolvers: {
        Order: {
          fee: ({ weight }: { weight?: number | null }) => (weight === undefined || weight === null ? -1 : weight * 2),
          buyer: ({ id }: Row) => ({ id: `b${id}` }),
          lines: ({ id }: Row) => [[{ n: 1 }], [{ n: id === '3' ? null : 2 }]],
        },
      },
    },
    c: {
      typeDefs: 'type Buyer @key(fields: "id") { id: ID! name: String! mail: String }',
      resolvers: { Buyer: { name: ({ id }: Row) => (id === 'b1' ? null : id), mail: () => null } },
    },
  },
  operations: [
    {
      title: 'an error of what was only required has no path: the client did not ask for that field',
      query: '{ orders { id fee } }',
      difference: 'the reference gives the path of a field that the answer does not have',
      expected: {
        data: {
          orders: [
            { id: '1', fee: 2 },
            { id: '2', fee: -1 },
            { id: '3', fee: 6 },
          ],
        },
        errorPaths: [[]],
      },
    },
    {
      title: 'it has one where the client asked',
      query: '{ orders { fee w: weight } }',
      difference: 'the reference gives the name of the field for its alias',
      expected: {
        data: {
          orders: [
            { fee: 2, w: 1 },
            { fee: -1, w: null },
            { fee: 6, w: 3 },
          ],
        },
        errorPaths: [['orders', 1, 'w']],
      },
    },
    { title: 'null goes up over the border of subgraphs', query: '{ orders { id buyer { name } } }' },
    { title: 'as far as it must, beside what is fine', query: '{ orders { lines { n } buyer { mail } note } }' },
  ],
};
