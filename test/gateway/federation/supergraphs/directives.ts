import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@deprecated, @tag, @specifiedBy and directives of the clients',
  subgraphs: {
    a: {
      typeDefs: `
        directive @trace(name: String!) on FIELD | QUERY
        type Query @tag(name: "root") { item(old: Int @deprecated(reason: "gone")): Item @tag(name: "public") }
        type Item @key(fields: "id") @tag(name: "item") { id: ID! old: Int @deprecated(reason: "use new") kind: Kind when: Time }
        enum Kind { A B @deprecated C @tag(name: "c") }
        scalar Time @specifiedBy(url: "https://example.org/time") @tag(name: "t")
      `,
      resolvers: { Query: { item: () => ({ id: '1', old: 1, kind: 'B', when: 'now' }) } },
    },
    b: {
      typeDefs: `
        directive @trace(name: String!) on FIELD | QUERY
        type Item @key(fields: "id") { id: ID! new: Int @tag(name: "x") }
      `,
      resolvers: { Item: { new: () => 2 } },
    },
  },
  operations: [
    { title: 'what is deprecated still answers', query: '{ item(old: 1) { old new kind when } }' },
    {
      title: 'a directive that all subgraphs know may be written',
      query: 'query @trace(name: "q") { item { new @trace(name: "n") id } }',
    },
    {
      title: 'introspection shows what is deprecated',
      query:
        '{ __type(name: "Item") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } k: __type(name: "Kind") { enumValues { name } } t: __type(name: "Time") { specifiedByURL } }',
    },
  ],
};
