import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'enums: values of all for results, values that all know for arguments',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { lamps(kind: Kind): [Lamp] }
        type Lamp @key(fields: "id") { id: ID! state: State }
        enum State { ON OFF DIM }
        enum Kind { DESK FLOOR }
      `,
      resolvers: {
        Query: {
          lamps: (_: unknown, { kind }: { kind?: string }) => [{ id: kind ?? 'any', state: 'DIM' }],
        },
      },
    },
    b: {
      typeDefs: `
        type Query { plugs(kind: Kind): Int }
        type Lamp @key(fields: "id") { id: ID! next: State }
        enum State { ON OFF BROKEN }
        enum Kind { DESK WALL }
      `,
      resolvers: { Query: { plugs: () => 3 }, Lamp: { next: () => 'BROKEN' } },
    },
  },
  operations: [
    { title: 'every value may come', query: '{ lamps(kind: DESK) { id state next } }' },
    {
      title: 'a value goes by variable',
      query: 'query($kind: Kind) { lamps(kind: $kind) { id } plugs(kind: $kind) }',
      variables: { kind: 'DESK' },
    },
    {
      title: 'a value that one subgraph does not know is refused',
      query: 'query($kind: Kind) { lamps(kind: $kind) { id } }',
      variables: { kind: 'FLOOR' },
    },
    {
      title: 'introspection',
      query: '{ s: __type(name: "State") { enumValues { name } } k: __type(name: "Kind") { enumValues { name } } }',
    },
  ],
};
