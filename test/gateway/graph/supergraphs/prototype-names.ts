import type { SupergraphCase } from '../support/supergraph-case.ts';

const thing = { id: '1', valueOf: 'v', hasOwnProperty: 'h', toString: 't' };

export const supergraph: SupergraphCase = {
  construct: 'names of Object.prototype',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { constructor(toString: Int): Thing things: [Thing] }
        type Thing @key(fields: "id") { id: ID! valueOf: String hasOwnProperty: String }
      `,
      resolvers: {
        Query: {
          constructor: () => ({ ...thing }),
          things: () => [{ ...thing }, { ...thing, id: '2' }],
        },
      },
    },
    b: {
      typeDefs: 'type Thing @key(fields: "id") { id: ID! toString: String nothing: String deep: Thing }',
      resolvers: {
        Thing: {
          toString: () => 'from b',
          nothing: () => null,
          deep: () => ({ id: '3' }),
        },
      },
    },
  },
  operations: [
    { title: 'fields', query: '{ constructor(toString: 1) { id valueOf hasOwnProperty toString } }' },
    {
      title: 'aliases',
      query:
        '{ __proto__: things { constructor: id __proto__: toString valueOf: nothing deep { __proto__: id hasOwnProperty: toString } } }',
    },
    {
      title: 'aliases of other names',
      query: '{ toString: things { constructor: toString valueOf: nothing deep { isPrototypeOf: toString } } }',
    },
    {
      title: 'variables',
      query:
        'query($constructor: Int, $toString: Boolean!) { constructor(toString: $constructor) { id toString @include(if: $toString) } }',
      variables: { constructor: 1, toString: true },
    },
  ],
};
