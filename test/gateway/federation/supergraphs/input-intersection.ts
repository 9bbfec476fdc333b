import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

// the names of all arguments and fields in the order of the alphabet
const echo = (_: unknown, values: unknown) =>
  JSON.stringify(values, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

export const supergraph: SupergraphCase = {
  construct: 'input objects and arguments: what all subgraphs know, with defaults',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { a(filter: Filter, page: Page! = { size: 2 }, ids: [ID!] = ["x"], mine: Int): String same(x: Int!, only: Int): String @shareable }
        input Filter { first: Int!, name: String, onlyA: Int, sort: Sort = UP, more: [Filter!] }
        input Page { size: Int! = 10, from: Int = 0 }
        enum Sort { UP DOWN }
      `,
      resolvers: { Query: { a: echo, same: () => 'same' } },
    },
    b: {
      typeDefs: `
        type Query { b(filter: Filter!): String same(x: Int!): String @shareable }
        input Filter { first: Int, name: String, sort: Sort = UP, more: [Filter!] }
        enum Sort { UP DOWN }
      `,
      resolvers: { Query: { b: echo, same: () => 'same' } },
    },
  },
  operations: [
    {
      title: 'the stricter field and both defaults hold',
      query: '{ a(filter: { first: 1, more: [{ first: 2, sort: DOWN }] }) b(filter: { first: 3 }) }',
    },
    {
      title: 'defaults of arguments and inside objects',
      query: '{ a same(x: 1) one: a(page: { from: 3 }) two: a(page: {}, ids: "lone") }',
    },
    {
      title: 'defaults apply to variables as well',
      query:
        'query($f: Filter!, $p: Page = { size: 4 }, $ids: [ID!], $n: Int) { a(filter: $f, page: $p, ids: $ids, mine: $n) b(filter: $f) }',
      variables: { f: { first: 1, more: { first: 2 } }, n: null },
      expected: {
        data: {
          a: '{"filter":{"first":1,"more":[{"first":2,"sort":"UP"}],"sort":"UP"},"ids":["x"],"mine":null,"page":{"from":0,"size":4}}',
          b: '{"filter":{"first":1,"more":[{"first":2,"sort":"UP"}],"sort":"UP"}}',
        },
      },
    },
    { title: 'introspection', query: '{ __type(name: "Filter") { inputFields { name defaultValue type { kind } } } }' },
  ],
};
