import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@inaccessible values and types',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { lights: [Light] shapes: [Shape] }
        type Light @key(fields: "id") { id: ID! colour: Colour strict: Colour! }
        enum Colour { RED BLUE @inaccessible }
        union Shape = Circle | Ghost
        type Circle { r: Int }
        type Ghost @inaccessible { x: Int }
      `,
      resolvers: {
        Query: {
          lights: () => [
            { id: '1', colour: 'RED', strict: 'RED' },
            { id: '2', colour: 'BLUE', strict: 'BLUE' },
          ],
          shapes: () => [
            { __typename: 'Circle', r: 1 },
            { __typename: 'Ghost', x: 1 },
          ],
        },
      },
    },
    b: { typeDefs: 'type Light @key(fields: "id") { id: ID! on: Boolean }', resolvers: { Light: { on: () => true } } },
  },
  operations: [
    {
      title: 'a value that clients must not see is null, with an error that does not show it',
      query: '{ lights { colour on } }',
      difference: 'the reference nulls in silence',
      expected: {
        data: {
          lights: [
            { colour: 'RED', on: true },
            { colour: null, on: true },
          ],
        },
        errorPaths: [['lights', 1, 'colour']],
      },
    },
    {
      title: 'and takes its object with it where it must not be null',
      query: '{ lights { id strict } }',
      difference: 'the reference nulls in silence',
      expected: { data: { lights: [{ id: '1', strict: 'RED' }, null] }, errorPaths: [['lights', 1, 'strict']] },
    },
    {
      title: 'an object of a hidden type is null',
      query: '{ shapes { __typename ... on Circle { r } } }',
      difference: 'the reference nulls in silence',
      expected: { data: { shapes: [{ __typename: 'Circle', r: 1 }, null] }, errorPaths: [['shapes', 1]] },
    },
  ],
};
