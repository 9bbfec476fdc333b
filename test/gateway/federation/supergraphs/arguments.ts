import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const echo = (_: unknown, values: unknown) => JSON.stringify(values);

export const supergraph: SupergraphCase = {
  construct: 'arguments: lists, nested lists, objects, null and absent',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { f(ids: [ID!], grid: [[Int]], on: On, text: String = "d"): String item: Item }
        type Item @key(fields: "id") { id: ID! }
        input On { a: [On!] b: Float c: Boolean }
      `,
      resolvers: { Query: { f: echo, item: () => ({ id: '1' }) } },
    },
    b: {
      typeDefs:
        'type Item @key(fields: "id") { id: ID! g(ids: [ID!]! = ["z"], on: On): String } input On { a: [On!] b: Float c: Boolean }',
      resolvers: { Item: { g: echo } },
    },
  },
  operations: [
    {
      title: 'literals',
      query:
        '{ f(ids: ["a", 1], grid: [[1, null], [], null], on: { a: [{ b: 1.5 }, { a: [] }], c: true }) item { g(ids: "lone", on: { a: { b: 2 } }) } }',
    },
    { title: 'null is not absent', query: '{ a: f(text: null) b: f c: f(ids: null, on: null) item { g } }' },
    {
      title: 'variables inside lists and objects',
      query:
        'query($x: ID!, $n: Int, $b: Float, $on: On!) { f(ids: [$x, "y"], grid: [[$n]], on: { a: [$on, { b: $b }] }) item { g(ids: [$x], on: $on) } }',
      variables: { x: 'v', b: 3, on: { c: false } },
    },
    {
      title: 'variables given, null and absent',
      query:
        'query($t: String, $u: String = "u", $i: [ID!]) { a: f(text: $t) b: f(text: $u) c: f(ids: $i) item { g(ids: ["q"]) } }',
      variables: { u: null, i: 'one' },
    },
    {
      title: 'the same field with other arguments, deep',
      query: '{ item { g x: g(ids: []) y: g(ids: ["1"]) } again: item { x: g(ids: ["2"]) } }',
    },
  ],
};
