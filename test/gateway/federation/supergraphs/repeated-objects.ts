import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const row = { id: '1', name: 'one' };

export const supergraph: SupergraphCase = {
  construct: 'one object in several places of an answer',
  subgraphs: {
    a: {
      typeDefs:
        'type Query { rows: [Row] row: Row grid: [[Row]] } type Row @key(fields: "id") { id: ID! name: String twin: Row }',
      resolvers: {
        Query: {
          rows: () => [row, row, null, { id: '2', name: 'two' }],
          row: () => row,
          grid: () => [[row, row], [row]],
        },
        Row: { twin: () => row },
      },
    },
    b: {
      typeDefs: 'type Row @key(fields: "id") { id: ID! score: Int friends: [Row!] boss: Row }',
      resolvers: {
        Row: {
          score: ({ id }: { id: string }) => Number(id) * 10,
          friends: () => [{ id: '1' }, { id: '1' }, { id: '2' }],
          boss: ({ id }: { id: string }) => (id === '2' ? { id: '1' } : null),
        },
      },
    },
  },
  operations: [
    { title: 'every place is filled', query: '{ rows { id score } grid { score name } }' },
    {
      title: 'with other fields in each',
      query: '{ rows { score twin { name score } } row { score friends { name score } } }',
    },
    { title: 'after being joined twice', query: '{ rows { friends { name friends { id score } boss { name } } } }' },
  ],
};
