import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { id: string; __typename?: string; weight?: number };
const rows = [
  { __typename: 'Bike', id: '1', weight: 9 },
  { __typename: 'Car', id: '2', weight: 900 },
];

export const supergraph: SupergraphCase = {
  construct: '@requires on the types of an interface',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { vehicles: [Vehicle] }
        interface Vehicle { id: ID! weight(unit: String = "kg"): Int }
        type Bike implements Vehicle @key(fields: "id") { id: ID! weight(unit: String = "kg"): Int }
        type Car implements Vehicle @key(fields: "id") { id: ID! weight(unit: String = "kg"): Int }
      `,
      resolvers: { Query: { vehicles: () => rows.map((row) => ({ ...row })) } },
    },
    b: {
      typeDefs: `
        interface Vehicle { id: ID! toll: Int }
        type Bike implements Vehicle @key(fields: "id") { id: ID! toll: Int }
        type Car implements Vehicle @key(fields: "id") { id: ID! weight(unit: String = "kg"): Int @external toll: Int @requires(fields: "weight") }
      `,
      resolvers: { Bike: { toll: () => 0 }, Car: { toll: ({ weight }: Row) => weight && weight / 100 } },
    },
  },
  operations: [
    { title: 'one type requires, another does not', query: '{ vehicles { id toll } }' },
    { title: 'beside what is required', query: '{ vehicles { weight toll ... on Car { w: weight } } }' },
    {
      title: 'under the name of what is required',
      query: '{ vehicles { __typename ... on Car { weight: toll } ... on Bike { weight: toll } } }',
      expected: {
        data: {
          vehicles: [
            { __typename: 'Bike', weight: 0 },
            { __typename: 'Car', weight: 9 },
          ],
        },
      },
    },
  ],
};
