import { byKey, fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const users = [
  { id: '1', name: 'Ada' },
  { id: '2', name: 'Bob' },
];

export const supergraph: SupergraphCase = {
  construct: '@key',
  subgraphs: {
    users: {
      typeDefs: `
        type Query { user(id: ID!): User users: [User!]! }
        type User @key(fields: "id") { id: ID! name: String }
      `,
      resolvers: {
        Query: {
          users: () => users.map(fresh),
          user: (_: unknown, { id }: { id: string }) => fresh(users.find((user) => user.id === id)),
        },
        User: { __resolveReference: byKey(users, 'id') },
      },
    },
    reviews: {
      typeDefs: `
        type User @key(fields: "id") { id: ID! reviews(first: Int! = 2): [Review!] }
        type Review @key(fields: "id") { id: ID! stars: Int author: User }
      `,
      resolvers: {
        User: {
          reviews: ({ id }: { id: string }, { first }: { first: number }) =>
            ['a', 'b', 'c'].slice(0, first).map((letter) => ({ id: id + letter, stars: 3, author: { id } })),
        },
      },
    },
  },
  operations: [
    { title: 'an entity is joined by its key', query: '{ user(id: "1") { id name reviews { stars } } }' },
    { title: 'a list of entities is joined', query: '{ users { name reviews(first: 1) { id author { name } } } }' },
    { title: 'an entity comes back to its owner', query: '{ users { reviews { author { name reviews { id } } } } }' },
    { title: 'null has nothing to join', query: '{ user(id: "9") { id reviews { id } } }' },
    {
      title: 'arguments and variables reach the subgraph that needs them',
      query: 'query($id: ID!, $first: Int!) { user(id: $id) { name reviews(first: $first) { id } } }',
      variables: { id: '2', first: 3 },
    },
    {
      title: 'a variable that is not given leaves the default of the argument',
      query: 'query($first: Int! = 1) { users { reviews(first: $first) { id } } }',
    },
    {
      title: 'arguments in aliases do not disturb each other',
      query: '{ users { one: reviews(first: 1) { id } all: reviews(first: 3) { id stars } } }',
    },
    {
      title: 'equal entities under different aliases keep their own fields',
      query: '{ a: users { reviews(first: 1) { x: id } } b: users { reviews(first: 1) { x: stars } } }',
    },
    {
      title: 'shared entities of different aliases do not leak fields into each other',
      query: `{
        a: user(id: "1") { reviews(first: 1) { author { n: name } } }
        b: user(id: "1") { reviews(first: 1) { author { n: id } } }
      }`,
    },
  ],
};
