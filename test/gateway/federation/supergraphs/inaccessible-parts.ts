import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { id: string; secret?: string };

export const supergraph: SupergraphCase = {
  construct: '@inaccessible fields, arguments, keys and interfaces',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { users(limit: Int, trace: String @inaccessible): [User!]! }
        type User @key(fields: "id") @key(fields: "code") { id: ID! code: String @inaccessible name: String hidden: Hidden @inaccessible }
        type Hidden @inaccessible { x: Int }
        interface Internal @inaccessible { id: ID! }
      `,
      resolvers: { Query: { users: () => [{ id: '1', code: 'c1', name: 'Ada' }] } },
    },
    b: {
      typeDefs: `
        type User @key(fields: "code") { code: String @shareable secret: String @inaccessible age: Int }
      `,
      resolvers: { User: { secret: () => 'told', age: ({ code }: { code: string }) => code.length } },
    },
    c: {
      typeDefs:
        'type User @key(fields: "code") { code: String @shareable secret: String @external hint: String @requires(fields: "secret") }',
      resolvers: { User: { hint: ({ secret }: Row) => `it was ${secret}` } },
    },
  },
  operations: [
    { title: 'a hidden key joins', query: '{ users { id age } }' },
    { title: 'a hidden field is required', query: '{ users { name hint } }' },
    {
      title: 'introspection does not show them',
      query:
        '{ __type(name: "User") { fields { name } interfaces { name } } q: __type(name: "Query") { fields { args { name } } } h: __type(name: "Hidden") { name } }',
    },
  ],
};
