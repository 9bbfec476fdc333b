import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const told = [
  { __typename: 'Cat', id: 'c', name: 'told by media' },
  { __typename: 'Dog', id: 'd', name: 'told by media' },
];

export const supergraph: SupergraphCase = {
  construct: '@provides on interfaces and unions',
  subgraphs: {
    media: {
      typeDefs: `
        type Query {
          pets: [Pet] @provides(fields: "... on Cat { name }")
          ads: [Ad] @provides(fields: "... on Dog { name }")
        }
        interface Pet { id: ID! }
        union Ad = Cat | Dog
        type Cat implements Pet @key(fields: "id") { id: ID! name: String @external }
        type Dog implements Pet @key(fields: "id") { id: ID! name: String @external }
      `,
      resolvers: {
        Query: { pets: () => told.map((pet) => ({ ...pet })), ads: () => told.map((pet) => ({ ...pet })) },
      },
    },
    pets: {
      typeDefs: `
        type Cat @key(fields: "id") { id: ID! name: String @shareable age: Int }
        type Dog @key(fields: "id") { id: ID! name: String @shareable age: Int }
      `,
      resolvers: {
        Cat: { name: () => 'told by pets', age: () => 1 },
        Dog: { name: () => 'told by pets', age: () => 2 },
      },
    },
  },
  operations: [
    {
      title: 'one type of an interface has its field at hand, the other is joined',
      query: '{ pets { __typename ... on Cat { name } ... on Dog { name } } }',
    },
    {
      title: 'one member of a union has its field at hand, the other is joined',
      query: '{ ads { ... on Cat { name age } ... on Dog { name age } } }',
    },
  ],
};
