import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

let total = 0;
const journal: string[] = [];

export const supergraph: SupergraphCase = {
  construct: 'mutations whose payloads hold entities and the root of queries',
  reset: () => {
    total = 0;
    journal.splice(0);
  },
  subgraphs: {
    sums: {
      typeDefs: `
        type Query { total: Int }
        type Mutation { add(n: Int!): Sum fail: Sum! }
        type Sum { now: Int query: Query item: Item }
        type Item @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { total: () => total },
        Mutation: {
          add: (_: unknown, { n }: { n: number }) => {
            total += n;
            return { now: total, query: {}, item: { id: String(total) } };
          },
          fail: () => {
            throw new Error('no');
          },
        },
      },
    },
    logs: {
      typeDefs: `
        type Query { journal: [String!] }
        type Mutation { log(text: String!): [String!] }
        type Item @key(fields: "id") { id: ID! seen: Int }
      `,
      resolvers: {
        Query: { journal: () => [...journal] },
        Mutation: { log: (_: unknown, { text }: { text: string }) => [...journal, journal.push(text) && text] },
        Item: { seen: () => total },
      },
    },
  },
  operations: [
    { title: 'the same mutation twice happens twice', query: 'mutation { a: add(n: 1) { now } b: add(n: 1) { now } }' },
    {
      title: 'an entity is joined before the next mutation',
      query: 'mutation { a: add(n: 1) { item { id seen } } log(text: "x") b: add(n: 2) { item { id seen } } }',
    },
    {
      title: 'the root of queries sees the change',
      query: 'mutation { log(text: "x") add(n: 5) { query { total } } }',
    },
    { title: 'a failure that may not be null takes all', query: 'mutation { add(n: 1) { now } fail { now } }' },
  ],
};
