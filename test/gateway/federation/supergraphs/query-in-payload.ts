import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'a payload that returns the root type',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { a: Int }
        type Mutation { change: Payload }
        type Payload { done: Boolean query: Query }
      `,
      resolvers: { Query: { a: () => 1 }, Mutation: { change: () => ({ done: true, query: {} }) } },
    },
    b: { typeDefs: 'type Query { b: Int again: Query }', resolvers: { Query: { b: () => 2, again: () => ({}) } } },
  },
  notFuzzed: { 'Query.again': 'the planner refuses the root type three levels below itself' },
  operations: [
    {
      title: 'fields of every subgraph can be asked for below it',
      query: 'mutation { change { done query { a b __typename } } }',
    },
    { title: 'in a query too', query: '{ again { b a } }' },
  ],
};
