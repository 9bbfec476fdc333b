import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const users = [
  { id: 'u1', name: 'u1-name', rid: 'u1-rid' },
  { id: 'u2', name: 'u2-name', rid: 'u2-rid' },
];
const find = (id: string) => ({ ...users.find((user) => user.id === id) });

export const supergraph: SupergraphCase = {
  construct: 'Federation 1: @extends, extend type and @external on keys',
  subgraphs: {
    a: {
      federation: 1,
      typeDefs: `
        type Query { randomUser: User }
        type User @extends @key(fields: "id") { id: ID! @external rid: ID }
      `,
      resolvers: {
        Query: { randomUser: () => ({ id: 'u1', rid: 'u1-rid' }) },
        User: { __resolveReference: ({ id }: { id: string }) => find(id) },
      },
    },
    b: {
      federation: 1,
      typeDefs:
        'type Query { userById(id: ID): User } type User @key(fields: "id") { id: ID! name: String! nickname: String }',
      resolvers: {
        Query: { userById: (_: unknown, { id }: { id: string }) => find(id) },
        User: {
          __resolveReference: ({ id }: { id: string }) => find(id),
          nickname: ({ id }: { id: string }) => `${id}-nick`,
        },
      },
    },
    c: {
      federation: 1,
      typeDefs: `
        extend type User @key(fields: "id") { id: ID! @external nickname: String @external greeting: String @requires(fields: "nickname") }
        extend type Query { everybody: [User] @provides(fields: "nickname") }
      `,
      resolvers: {
        Query: { everybody: () => users.map(({ id }) => ({ id, nickname: 'told by c' })) },
        User: { greeting: ({ nickname }: { nickname?: string }) => `hello ${nickname}` },
      },
    },
  },
  operations: [
    { title: 'an extension answers what it owns', query: '{ randomUser { id rid name } }' },
    { title: 'and is joined to the owner', query: '{ userById(id: "u2") { id name rid greeting } }' },
    { title: 'what it provides is at hand', query: '{ everybody { id nickname name greeting } }' },
  ],
};
