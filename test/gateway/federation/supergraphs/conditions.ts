import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@skip and @include',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { item: Item items: [Item] }
        type Item @key(fields: "id") { id: ID! name: String }
      `,
      resolvers: { Query: { item: () => ({ id: '1', name: 'one' }), items: () => [{ id: '1', name: 'one' }] } },
    },
    b: {
      typeDefs: 'type Query { other: String } type Item @key(fields: "id") { id: ID! price: Int weight: Int }',
      resolvers: { Query: { other: () => 'other' }, Item: { price: () => 7, weight: () => 8 } },
    },
  },
  operations: [true, false].flatMap((yes) => [
    {
      title: `on fields of one subgraph and another, ${yes}`,
      query: 'query($yes: Boolean!) { item { id name @skip(if: $yes) price @include(if: $yes) } }',
      variables: { yes },
    },
    {
      title: `on a fragment, ${yes}`,
      query:
        'query($yes: Boolean!) { item { id ... @include(if: $yes) { price name } ...W @skip(if: $yes) } } fragment W on Item { weight }',
      variables: { yes },
    },
    {
      title: `on root fields, ${yes}`,
      query:
        'query($yes: Boolean!) { item @skip(if: $yes) { price } items @include(if: $yes) { weight } other @include(if: $yes) }',
      variables: { yes },
    },
    {
      title: `of two kinds at once, ${yes}`,
      query:
        'query($yes: Boolean!, $no: Boolean = false) { item @include(if: $yes) { price @skip(if: $no) weight @include(if: $no) } }',
      variables: { yes },
    },
    {
      title: `with constants and twice the same field, ${yes}`,
      query:
        'query($yes: Boolean!) { item { price @include(if: false) weight @skip(if: true) name price @include(if: $yes) } }',
      variables: { yes },
    },
  ]),
};
