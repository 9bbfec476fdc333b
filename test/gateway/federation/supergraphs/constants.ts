import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const echo = (_: unknown, values: unknown) => JSON.stringify(values);

export const supergraph: SupergraphCase = {
  construct: 'constants as their client wrote them',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { f(id: ID, ids: [ID!], x: Float, text: String, how: How, any: Json, given: Given): String item: Item }
        type Item @key(fields: "id") { id: ID! need(text: String): String }
        input Given { id: ID x: Float! = 1 text: String }
        enum How { FAST SLOW }
        scalar Json
      `,
      resolvers: { Query: { f: echo, item: () => ({ id: '1' }) }, Item: { need: echo } },
    },
    b: {
      typeDefs: `
        type Item @key(fields: "id") {
          id: ID!
          need(text: String): String @external
          with: String @requires(fields: "need(text: \\"__0\\")")
          g(id: ID, x: [Float!], any: Json, given: Given, how: How): String
        }
        input Given { id: ID x: Float! = 1 text: String }
        enum How { FAST SLOW }
        scalar Json
      `,
      resolvers: { Item: { g: echo, with: ({ need }: { need: string }) => need } },
    },
  },
  notFuzzed: { 'Item.with': 'the made-up world gives fields under @requires no arguments' },
  operations: [
    {
      title: 'integers of any length for IDs',
      query: `{
        f(id: 9007199254740993, ids: [99999999999999999999999999, -9223372036854775809], given: { id: 18446744073709551616 })
        item { g(id: 9007199254740993, given: { id: 99999999999999999999999999 }) }
      }`,
      expected: {
        data: {
          f: '{"id":"9007199254740993","ids":["99999999999999999999999999","-9223372036854775809"],"given":{"id":"18446744073709551616","x":1}}',
          item: { g: '{"id":"9007199254740993","given":{"id":"99999999999999999999999999","x":1}}' },
        },
      },
    },
    {
      title: 'numbers of any size for Float',
      query:
        '{ f(x: 99999999999999999999999999, any: { a: [1e300, 123456789012345678901234567890] }) item { g(x: [1e-400, -5e-324, 0.1e1, 99999999999999999999999999]) } }',
    },
    {
      title: 'texts in every form',
      query: String.raw`{
        f(text: "__0 \"q\" \\ \u00e4 \u{1F600} # {", any: ["__1", """block "x" """, { __proto__: "p", constructor: "c" }])
        item { g(any: """
          two
            lines
        """) with }
      }`,
    },
    {
      title: 'enum values, also such as no schema has',
      query: '{ f(how: FAST, any: [__0, FAST, __typename]) item { g(how: SLOW, any: __1) } }',
    },
    {
      title: 'defaults of variables',
      query: `query ($id: ID = 9007199254740993, $x: Float = 99999999999999999999, $any: Json = { a: [__0, 1.50] }, $how: How = SLOW) {
        f(id: $id, x: $x, any: $any, how: $how, given: { x: $x, text: "t" }) item { g(id: $id, x: [$x, 2.0], any: $any, how: $how) }
      }`,
    },
    {
      title: 'one constant in several places',
      query: '{ f(id: 1, x: 1, text: "1") item { g(id: 1, x: [1, 1.0], any: [1, 1.0, "1"]) a: g(id: 1) } }',
    },
  ],
};
