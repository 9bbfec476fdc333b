import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@shareable',
  subgraphs: {
    one: {
      typeDefs: `
        type Query { place: Place @shareable one: Int }
        type Place @shareable { lat: Float position: Position }
        type Position @shareable { x: Int y: Int }
      `,
      resolvers: {
        Query: {
          place: () => ({ lat: 1, position: { x: 1, y: 2 } }),
          one: () => 1,
        },
      },
    },
    two: {
      typeDefs: `
        type Query { place: Place @shareable two: Int }
        type Place @shareable { lat: Float lon: Float position: Position }
        type Position @shareable { x: Int z: Int }
      `,
      resolvers: {
        Query: {
          place: () => ({ lat: 1, lon: 5, position: { x: 1, z: 9 } }),
          two: () => 2,
        },
      },
    },
  },
  operations: [
    {
      title: 'a shared root field is answered by all who are needed',
      query: '{ place { lat lon position { x y z } } }',
    },
    {
      title: 'root fields of several subgraphs are fetched side by side',
      query: '{ one two }',
    },
  ],
};
