import type { SupergraphCase } from '../support/supergraph-case.ts';

const journal: string[] = [];
const write =
  (subgraph: string) =>
  (_: unknown, { entry }: { entry: string }) => {
    journal.push(`${subgraph} ${entry}`);
    return { id: entry };
  };

export const supergraph: SupergraphCase = {
  construct: 'mutations in order',
  reset: () => journal.splice(0),
  subgraphs: {
    a: {
      typeDefs: `
        type Query { journal: [String!]! }
        type Mutation { writeA(entry: String!): Entry failA: Entry }
        type Entry @key(fields: "id") { id: ID! seenByA: [String!] }
      `,
      resolvers: {
        Query: { journal: () => [...journal] },
        Mutation: {
          writeA: write('a'),
          failA: () => {
            throw new Error('a failed');
          },
        },
        Entry: { seenByA: () => [...journal] },
      },
    },
    b: {
      typeDefs: `
        type Mutation { writeB(entry: String!): Entry }
        type Entry @key(fields: "id") { id: ID! seenByB: [String!] }
      `,
      resolvers: { Mutation: { writeB: write('b') }, Entry: { seenByB: () => [...journal] } },
    },
  },
  operations: [
    {
      title: 'mutations of several subgraphs run one after the other',
      query:
        'mutation { one: writeA(entry: "1") { id } two: writeB(entry: "2") { id } three: writeA(entry: "3") { seenByA } }',
    },
    {
      title: 'a mutation waits until what the one before returns is complete',
      query:
        'mutation { one: writeA(entry: "1") { seenByB } two: writeB(entry: "2") { seenByA } three: writeA(entry: "3") { seenByB } }',
    },
    {
      title: 'mutations after a failed one still run',
      query: 'mutation { failA { id seenByB } writeB(entry: "2") { seenByA seenByB } writeA(entry: "3") { id } }',
    },
    {
      title: 'variables reach every mutation',
      query: 'mutation($x: String!) { writeA(entry: $x) { id } writeB(entry: $x) { id seenByA } __typename }',
      variables: { x: '9' },
    },
  ],
};
