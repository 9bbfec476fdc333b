import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const things = [
  { __typename: 'Book', id: '1' },
  { __typename: 'Pen', id: '2' },
];

export const supergraph: SupergraphCase = {
  construct: '__typename everywhere',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { things: [Thing] any: Any book: Book }
        interface Thing { id: ID! }
        union Any = Book | Pen
        type Book implements Thing @key(fields: "id") { id: ID! }
        type Pen implements Thing @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          things: () => things.map((t) => ({ ...t })),
          any: () => ({ ...things[1] }),
          book: () => ({ id: '1' }),
        },
      },
    },
    b: {
      typeDefs: 'type Book @key(fields: "id") { id: ID! inner: Inner } type Inner { x: Int next: Inner }',
      resolvers: { Book: { inner: () => ({ x: 1, next: {} }) } },
    },
  },
  operations: [
    { title: 'alone at the root', query: '{ __typename }' },
    {
      title: 'under other names at the root, beside fields',
      query: '{ a: __typename b: __typename book { id } __typename }',
    },
    { title: 'alone in objects', query: '{ book { __typename inner { __typename next { kind: __typename } } } }' },
    {
      title: 'of abstract types, under other names',
      query: '{ things { t: __typename u: __typename } any { __typename a: __typename ... on Pen { p: __typename } } }',
    },
    {
      title: 'under the name of a field',
      query: '{ things { id: __typename } book { inner: __typename id } }',
      expected: { data: { things: [{ id: 'Book' }, { id: 'Pen' }], book: { inner: 'Book', id: '1' } } },
    },
    {
      title: 'in mutually exclusive fragments',
      query: '{ any { ... on Book { __typename } ... on Pen { __typename: __typename } } }',
    },
  ],
};
