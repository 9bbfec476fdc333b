import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const thing = { id: '1', valueOf: 'v', hasOwnProperty: 'h', toString: 't' };

export const supergraph: SupergraphCase = {
  construct: 'names of Object.prototype',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { constructor(toString: Int): Thing things: [Thing] }
        type Thing @key(fields: "id") { id: ID! valueOf: String hasOwnProperty: String echo(any: Json on: On): String }
        input On { a: Int b: [Int] }
        scalar Json
      `,
      resolvers: {
        Query: {
          constructor: () => ({ ...thing }),
          things: () => [{ ...thing }, { ...thing, id: '2' }],
        },
        Thing: { echo: (_: unknown, values: unknown) => JSON.stringify(values) },
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
    {
      title: 'variables in a literal, given and absent',
      query: `query ($__proto__: Int, $constructor: Int, $valueOf: Int, $_1___proto__: Int = 8, $representations: Int, $__after: Int) {
        constructor { echo(on: { a: $valueOf, b: [$__proto__, $_1___proto__] }) ...toString }
      }
      fragment toString on Thing { b: echo(on: { a: $constructor, b: [$representations, $__after] }) toString }`,
      variables: JSON.parse('{ "__proto__": 7, "representations": 1, "__after": 2 }'),
      expected: {
        data: {
          constructor: {
            echo: '{"on":{"b":[7,8]}}',
            b: '{"on":{"b":[1,2]}}',
            toString: 'from b',
          },
        },
      },
    },
    {
      title: 'variables of conditions, of entities and of the schema',
      query: `query constructor($__proto__: Boolean!, $hasOwnProperty: String = "Thing", $representations: Boolean = true, $isPrototypeOf: Json) {
        things { ... on Thing @include(if: $__proto__) { id } toString @skip(if: $representations) deep { toString echo(any: $isPrototypeOf) } }
        __type(name: $hasOwnProperty) { name }
      }`,
      variables: JSON.parse(
        '{ "__proto__": true, "representations": false, "isPrototypeOf": { "__proto__": 1, "constructor": { "prototype": 2 } } }',
      ),
      difference: 'the reference loses the variables of entities and of the schema',
      expected: {
        data: {
          things: ['1', '2'].map((id) => ({
            id,
            toString: 'from b',
            deep: { toString: 'from b', echo: '{"any":{"__proto__":1,"constructor":{"prototype":2}}}' },
          })),
          __type: { name: 'Thing' },
        },
      },
    },
  ],
};
