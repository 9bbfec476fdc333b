import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'null keys',
  subgraphs: {
    a: {
      typeDefs: 'type Query { pets: [Pet] } type Pet @key(fields: "chip") { chip: ID name: String }',
      resolvers: {
        Query: {
          pets: () => [
            { chip: '1', name: 'Rex' },
            { chip: null, name: 'Stray' },
          ],
        },
      },
    },
    b: {
      typeDefs: 'type Pet @key(fields: "chip") { chip: ID vet: String }',
      resolvers: { Pet: { __resolveReference: ({ chip }: { chip: string }) => ({ chip, vet: `vet of ${chip}` }) } },
    },
  },
  operations: [
    {
      title: 'an entity without a key is not asked for',
      query: '{ pets { name vet } }',
      difference: 'the reference sends the null key, and whatever the subgraph makes of it',
      expected: {
        data: {
          pets: [
            { name: 'Rex', vet: 'vet of 1' },
            { name: 'Stray', vet: null },
          ],
        },
      },
    },
  ],
};
