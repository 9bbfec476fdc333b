import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Ref = { readonly id: string };
const chat = ({ id }: Ref) => ({ __typename: 'Chat', id, text: `chat ${id}` });

export const supergraph: SupergraphCase = {
  construct: 'one field node(id) whose types each live in a subgraph, with ids of several forms',
  subgraphs: {
    accounts: {
      typeDefs: `
        type Query { node(id: ID!): Node @shareable account(id: String!): Account }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! username: String! }
        type Chat implements Node @key(fields: "id") { id: ID! account: Account! }
      `,
      resolvers: {
        Query: {
          node: (_: unknown, { id }: Ref) =>
            id.startsWith('a') ? { __typename: 'Account', id, username: `user ${id}` } : { __typename: 'Chat', id },
          account: (_: unknown, { id }: Ref) => ({ id, username: `user ${id}` }),
        },
        Account: { username: ({ id }: Ref) => `user ${id}` },
        Chat: { account: () => ({ id: 'a1' }) },
      },
    },
    chats: {
      typeDefs: `
        type Query { node(id: ID!): Node @shareable chat(id: String!): Chat }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! chats: [Chat!]! }
        type Chat implements Node @key(fields: "id") { id: ID! text: String! }
      `,
      resolvers: {
        Query: {
          node: (_: unknown, { id }: Ref) => (id.startsWith('a') ? { __typename: 'Account', id } : chat({ id })),
          chat: (_: unknown, ref: Ref) => chat(ref),
        },
        Account: { chats: () => [chat({ id: 'c1' }), chat({ id: 'c2' })] },
        Chat: { text: ({ id }: Ref) => `chat ${id}` },
      },
    },
  },
  operations: [
    {
      title: 'fields come from the subgraph of each type',
      query: '{ node(id: "a1") { id ... on Account { username chats { text account { username } } } } }',
    },
    {
      title: 'several at once',
      query:
        '{ a: node(id: "a1") { ... on Account { username } } b: node(id: "c1") { __typename ... on Chat { text } ... on Account { username } } }',
    },
    {
      title: 'through the entities of both',
      query:
        '{ account(id: "a2") { chats { account { id chats { id } } } } chat(id: "c3") { account { username } text } }',
    },
  ],
};
