import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Part = { __typename: string; size?: number; colour?: string };
type Kit = { id: string; parts?: Part[]; main?: Part | null };

export const supergraph: SupergraphCase = {
  construct: '@requires with fragments on interfaces and unions',
  subgraphs: {
    kits: {
      typeDefs: `
        type Query { kits: [Kit!] }
        type Kit @key(fields: "id") { id: ID! parts: [Part!] main: Main }
        interface Part { size: Int }
        union Main = Beam | Panel
        type Beam implements Part { size: Int metal: Boolean }
        type Panel implements Part { size: Int colour: String }
      `,
      resolvers: {
        Query: { kits: () => [{ id: '1' }, { id: '2' }] },
        Kit: {
          parts: () => [
            { __typename: 'Beam', size: 4, metal: true },
            { __typename: 'Panel', size: 2, colour: 'red' },
          ],
          main: ({ id }: Kit) => (id === '1' ? { __typename: 'Panel', colour: 'blue', size: 1 } : null),
        },
      },
    },
    boxes: {
      typeDefs: `
        type Kit @key(fields: "id") {
          id: ID!
          parts: [Part!] @external
          main: Main @external
          label: String @requires(fields: "parts { size ... on Panel { colour } }")
          front: String @requires(fields: "main { ... on Panel { colour size } ... on Beam { metal } }")
        }
        interface Part { size: Int }
        union Main = Beam | Panel
        type Beam implements Part { size: Int @external metal: Boolean @external }
        type Panel implements Part { size: Int @external colour: String @external }
      `,
      resolvers: {
        Kit: {
          label: ({ parts = [] }: Kit) => parts.map(({ size, colour }) => `${size}${colour ?? ''}`).join('+'),
          front: ({ main }: Kit) => main && `${main.__typename} ${main.colour}`,
        },
      },
    },
  },
  operations: [
    { title: 'fields of one type of an interface are sent along', query: '{ kits { label } }' },
    {
      title: 'fields of the members of a union are sent along with their type',
      query: '{ kits { front } }',
      difference: 'the reference does not send the type, on which depends what is required',
      expected: { data: { kits: [{ front: 'Panel blue' }, { front: null }] } },
    },
    {
      title: 'beside what the client selects of them',
      query: '{ kits { label parts { __typename ... on Beam { metal } } main { ... on Panel { size } } } }',
    },
  ],
};
