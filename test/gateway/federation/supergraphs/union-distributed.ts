import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'unions that each subgraph knows other members of',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { media: Media @shareable shelf: [Media] }
        union Media = Book | Film
        type Book @key(fields: "id") { id: ID! title: String @shareable }
        type Film @key(fields: "id") { id: ID! title: String @shareable }
        interface Titled { title: String }
      `,
      resolvers: {
        Query: {
          media: () => ({ __typename: 'Book', id: '1', title: 'book' }),
          shelf: () => [
            { __typename: 'Book', id: '1', title: 'book' },
            { __typename: 'Film', id: '2', title: 'film' },
          ],
        },
      },
    },
    b: {
      typeDefs: `
        type Query { media: Media @shareable songs: [Media] }
        union Media = Book | Song
        interface Titled { title: String }
        type Book implements Titled @key(fields: "id") { id: ID! title: String @shareable pages: Int }
        type Song implements Titled @key(fields: "id") { id: ID! title: String @shareable }
        type Film implements Titled @key(fields: "id") { id: ID! title: String @shareable minutes: Int }
      `,
      resolvers: {
        Query: {
          media: () => ({ __typename: 'Book', id: '1', title: 'book' }),
          songs: () => [{ __typename: 'Song', id: '3', title: 'song' }],
        },
        Book: { title: () => 'book', pages: () => 9 },
        Film: { title: () => 'film', minutes: () => 100 },
        Song: { title: () => 'song' },
      },
    },
  },
  operations: [
    { title: 'what both know', query: '{ media { __typename ... on Book { title pages } } }' },
    {
      title: 'members that one subgraph does not know are not asked of it',
      query:
        '{ shelf { __typename ... on Book { pages } ... on Film { minutes } ... on Song { title } } songs { ... on Song { title } ... on Film { title } } }',
    },
    {
      title: 'an interface that only one subgraph implements',
      query: '{ shelf { ... on Titled { title } ... on Film { minutes } } }',
    },
  ],
};
