import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Post = { id: string; byNovice?: boolean; byExpert?: boolean; years?: number };

export const supergraph: SupergraphCase = {
  construct: '@requires back and forth between two subgraphs',
  subgraphs: {
    feed: {
      typeDefs: `
        type Query { posts: [Post] }
        type Post @key(fields: "id") {
          id: ID!
          byNovice: Boolean @external
          byExpert: Boolean @requires(fields: "byNovice")
        }
      `,
      resolvers: {
        Query: { posts: () => [{ id: '1' }, { id: '2' }] },
        Post: { byExpert: ({ byNovice }: Post) => !byNovice },
      },
    },
    authors: {
      typeDefs: `
        type Post @key(fields: "id") {
          id: ID!
          years: Int
          byExpert: Boolean @external
          byNovice: Boolean
          badge: String @requires(fields: "byExpert")
        }
      `,
      resolvers: {
        Post: {
          byNovice: ({ id }: Post) => id === '1',
          years: ({ id }: Post) => Number(id),
          badge: ({ byExpert }: Post) => (byExpert ? 'gold' : 'none'),
        },
      },
    },
  },
  operations: [
    {
      title: 'there and back again',
      query: '{ posts { badge } }',
      difference: 'the reference asks for byExpert without what that requires',
      expected: { data: { posts: [{ badge: 'none' }, { badge: 'gold' }] } },
    },
    {
      title: 'every station may be asked for too',
      query: '{ posts { id byNovice byExpert badge years } }',
      difference: 'the reference asks for byExpert without what that requires',
      expected: {
        data: {
          posts: [
            { id: '1', byNovice: true, byExpert: false, badge: 'none', years: 1 },
            { id: '2', byNovice: false, byExpert: true, badge: 'gold', years: 2 },
          ],
        },
      },
    },
    {
      title: 'under other names',
      query: '{ posts { byExpert: badge byNovice: byExpert badge: byNovice } }',
      difference: 'the reference sends what the client calls byNovice',
      expected: {
        data: {
          posts: [
            { byExpert: 'none', byNovice: false, badge: true },
            { byExpert: 'gold', byNovice: true, badge: false },
          ],
        },
      },
    },
  ],
};
