import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

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
        type Note @key(fields: "id") { id: ID! readByA: [String!] }
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
        Note: { readByA: () => [...journal] },
      },
    },
    b: {
      typeDefs: `
        type Mutation { writeB(entry: String!): Entry }
        type Entry @key(fields: "id") { id: ID! seenByB: [String!] note: Note }
        type Note @key(fields: "id") { id: ID! entry: Entry }
      `,
      resolvers: {
        Mutation: { writeB: write('b') },
        Entry: { seenByB: () => [...journal], note: ({ id }: { id: string }) => ({ id }) },
        Note: { entry: ({ id }: { id: string }) => ({ id }) },
      },
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
      title: 'a mutation waits until what the one before returns is complete at any depth',
      query: `mutation {
        one: writeA(entry: "1") { note { readByA entry { seenByA note { readByA } } } }
        two: writeA(entry: "2") { note { readByA } }
        three: writeB(entry: "3") { note { entry { seenByB } readByA } }
        four: writeA(entry: "4") { id }
      }`,
      difference: 'the reference runs the second mutation beside the fetches of the first',
      expected: {
        data: {
          one: { note: { readByA: ['a 1'], entry: { seenByA: ['a 1'], note: { readByA: ['a 1'] } } } },
          two: { note: { readByA: ['a 1', 'a 2'] } },
          three: { note: { entry: { seenByB: ['a 1', 'a 2', 'b 3'] }, readByA: ['a 1', 'a 2', 'b 3'] } },
          four: { id: '4' },
        },
      },
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
