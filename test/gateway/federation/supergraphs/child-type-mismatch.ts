import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { readonly id: string };

export const supergraph: SupergraphCase = {
  construct: 'one field with a stricter type in one subgraph than in another',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { users: [User!]! anyone: User @shareable }
        type User @key(fields: "id") { id: ID! name: String @shareable tags: [String] @shareable }
      `,
      resolvers: {
        Query: {
          users: () => [{ id: '1', name: null, tags: [null] }],
          anyone: () => ({ id: '1', name: 'a', tags: null }),
        },
        User: { __resolveReference: ({ id }: Row) => ({ id, name: 'a', tags: ['a'] }) },
      },
    },
    b: {
      typeDefs: `
        type Query { people: [User!]! accounts: [Account!]! anyone: User! @shareable }
        union Account = User | Admin
        type User @key(fields: "id") { id: ID name: String! @shareable tags: [String!]! @shareable extra: Int }
        type Admin { id: ID! name: String! }
      `,
      resolvers: {
        Query: {
          people: () => [{ id: '2', name: 'b', tags: ['x'] }],
          anyone: () => ({ id: '1', name: 'a', tags: ['x'] }),
          accounts: () => [
            { __typename: 'User', id: '3', name: 'user', tags: [] },
            { __typename: 'Admin', id: 'x', name: 'admin' },
          ],
        },
        User: { extra: () => 7 },
      },
    },
  },
  operations: [
    { title: 'clients see the weaker type', query: '{ users { id name tags extra } people { id name tags } }' },
    {
      title: 'members of a union whose field differs in strictness take it under names of their own',
      query: '{ accounts { ... on User { id userName: name } ... on Admin { adminId: id name } } }',
    },
    {
      title: 'introspection shows the weaker type',
      query: '{ __type(name: "User") { fields { name type { kind name ofType { kind name } } } } }',
    },
  ],
};
