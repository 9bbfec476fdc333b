import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'introspection',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { item: Item hidden: Int @inaccessible }
        type Item @key(fields: "id") { id: ID! secret: Int @inaccessible name: String @deprecated(reason: "old") }
        enum Colour { RED GREEN @inaccessible }
      `,
      resolvers: { Query: { item: () => ({ id: '1', name: 'one' }) } },
    },
    b: {
      typeDefs: 'type Item @key(fields: "id") { id: ID! colour(like: Colour): Colour } enum Colour { RED GREEN }',
      resolvers: { Item: { colour: () => 'RED' } },
    },
  },
  operations: [
    { title: 'the type of the root', query: '{ __typename t: __typename item { __typename } }' },
    { title: 'only the schema', query: '{ __schema { queryType { name fields { name } } directives { name } } }' },
    {
      title: 'schema and data together',
      query:
        'query($n: String!) { item { id colour } __type(name: $n) { name fields { name } } ...S } fragment S on Query { __schema { mutationType { name } } }',
      variables: { n: 'Item' },
    },
    {
      title: 'the schema under the name of a field that has another alias',
      query: '{ item: __type(name: "Item") { name } other: item { id colour } }',
    },
    {
      title: 'deprecated fields are listed when asked for, inaccessible ones never',
      query:
        '{ __type(name: "Item") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } c: __type(name: "Colour") { enumValues { name } } }',
    },
    {
      title: 'there is nothing of the machinery in it',
      query: '{ __schema { types { name } } }',
    },
  ],
};
