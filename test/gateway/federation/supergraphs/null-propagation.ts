import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'null propagation',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { box: Box boxes: [Box!] strict: [Box!]! loose: [Box] }
        type Box @key(fields: "id") { id: ID! label: String! inner: Box }
      `,
      resolvers: {
        Query: {
          box: () => ({ id: '1', inner: { id: '2' } }),
          boxes: () => [{ id: '1' }, { id: '0' }],
          strict: () => [{ id: '1' }, { id: '0' }],
          loose: () => [{ id: '1' }, { id: '0' }],
        },
        Box: { label: ({ id }: { id: string }) => `box ${id}` },
      },
    },
    b: {
      typeDefs:
        'type Box @key(fields: "id") { id: ID! size: Int! tags: [String!] child: Child } type Child { must: Int! may: Int }',
      resolvers: {
        Box: {
          __resolveReference: ({ id }: { id: string }) => (id === '0' ? null : { id }),
          size: ({ id }: { id: string }) => (id === '2' ? null : Number(id)),
          tags: () => ['x', null],
          child: () => ({ must: null, may: 1 }),
        },
      },
    },
  },
  operations: [
    {
      title: 'a null that must not be takes its object with it',
      query: '{ box { id inner { id size } } }',
    },
    {
      title: 'an entity that is not found is null where its fields may not be',
      query: '{ loose { label size } }',
      difference: 'the reference nulls in silence; the specification wants an error for a non-null field that is null',
      expected: { data: { loose: [{ label: 'box 1', size: 1 }, null] }, errorPaths: [['loose', 1, 'size']] },
    },
    {
      title: 'a list of non-null items goes with the item',
      query: '{ boxes { size } }',
      difference: 'the reference nulls in silence',
      expected: { data: { boxes: null }, errorPaths: [['boxes', 1, 'size']] },
    },
    {
      title: 'up to the root when nothing on the way may be null',
      query: '{ strict { size } box { id } }',
      difference: 'the reference nulls in silence',
      expected: { data: null, errorPaths: [['strict', 1, 'size']] },
    },
    { title: 'inside a subgraph the subgraph propagates', query: '{ box { tags child { may must } } }' },
  ],
};
