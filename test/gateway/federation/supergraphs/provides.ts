import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: '@provides',
  subgraphs: {
    books: {
      typeDefs: `
        type Query { books: [Book] }
        type Book @key(fields: "id") { id: ID! author: Author @provides(fields: "name") }
        type Author @key(fields: "id") { id: ID! name: String @external }
      `,
      resolvers: { Query: { books: () => [{ id: '1', author: { id: 'x', name: 'told by books' } }] } },
    },
    authors: {
      typeDefs: `
        type Query { author: Author }
        type Author @key(fields: "id") { id: ID! name: String @shareable born: Int }
      `,
      resolvers: {
        Query: { author: () => ({ id: 'x', name: 'told by authors', born: 1900 }) },
        Author: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'told by authors', born: 1900 }) },
      },
    },
  },
  operations: [
    { title: 'a provided field is taken where it is at hand', query: '{ books { author { name } } }' },
    { title: 'other fields are still joined', query: '{ books { author { name born } } author { name } }' },
  ],
};
