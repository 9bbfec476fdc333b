import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const cells = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index}` }));

export const supergraph: SupergraphCase = {
  construct: 'nested lists and nulls in lists',
  subgraphs: {
    grid: {
      typeDefs: `
        type Query { rows: [[Cell]] cube: [[[Cell!]!]!] gaps: [Cell] words: [[String]] none: [Cell!] empty: [Cell!]! }
        type Cell @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          rows: () => [[...cells(2), null], null, [], cells(1)],
          cube: () => [[cells(1), []], [cells(2)]],
          gaps: () => [null, ...cells(1), null],
          words: () => [['a', null], null],
          none: () => null,
          empty: () => [],
        },
      },
    },
    values: {
      typeDefs: 'type Cell @key(fields: "id") { id: ID! value: Int near: [[Cell]] }',
      resolvers: {
        Cell: {
          value: ({ id }: { id: string }) => Number(id.slice(1)),
          near: () => [[{ id: 'c7' }, null]],
        },
      },
    },
  },
  operations: [
    { title: 'entities are found in lists of lists', query: '{ rows { id value } }' },
    { title: 'three levels deep', query: '{ cube { value near { value } } }' },
    { title: 'null items stay where they are', query: '{ gaps { value } words }' },
    { title: 'null and empty lists', query: '{ none { value } empty { value } }' },
  ],
};
