import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const found = [
  { __typename: 'Person', id: '1' },
  { __typename: 'Firm', id: '2' },
  { __typename: 'Robot', id: '3' },
];
type Row = { readonly id: string };

export const supergraph: SupergraphCase = {
  construct: 'one response key that stands for other fields, arguments and nullability on other types',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { hits: [Hit!] }
        union Hit = Person | Firm | Robot
        type Person @key(fields: "id") { id: ID! label: String! size(unit: Int): Int }
        type Firm @key(fields: "id") { id: ID! label: String size(unit: Int): Int }
        type Robot @key(fields: "id") { id: ID! label: [String!]! size: Float }
      `,
      resolvers: {
        Query: { hits: () => found.map((hit) => ({ ...hit })) },
        Person: { label: () => 'person', size: (_: unknown, { unit }: { unit?: number }) => unit ?? 0 },
        Firm: { label: () => null, size: (_: unknown, { unit }: { unit?: number }) => (unit ?? 0) + 100 },
        Robot: { label: () => ['r', '2'], size: () => 0.5 },
      },
    },
    b: {
      typeDefs: `
        type Person @key(fields: "id") { id: ID! worth(in: String): Int }
        type Firm @key(fields: "id") { id: ID! worth(in: String): Int }
      `,
      resolvers: {
        Person: { worth: ({ id }: Row, { in: unit }: { in?: string }) => Number(id) + (unit?.length ?? 0) },
        Firm: { worth: ({ id }: Row, { in: unit }: { in?: string }) => Number(id) * 10 + (unit?.length ?? 0) },
      },
    },
  },
  operations: [
    {
      title: 'other arguments on another type, in one subgraph',
      query: '{ hits { ... on Person { s: size(unit: 1) } ... on Firm { s: size(unit: 2) } } }',
    },
    {
      title: 'other arguments without aliases',
      query:
        '{ hits { ... on Person { size(unit: 1) worth(in: "a") } ... on Firm { size(unit: 2) worth(in: "bb") } } }',
    },
    {
      title: 'other fields under one key',
      query: '{ hits { ... on Person { x: worth } ... on Firm { x: size(unit: 5) } } }',
    },
    {
      title: 'other nullability and lists, under keys of their own',
      query: '{ hits { ... on Person { p: label } ... on Firm { f: label } ... on Robot { r: label } } }',
    },
    {
      title: 'one field with the arguments of two aliases',
      query: '{ hits { ... on Person { a: worth(in: "x") b: worth(in: "xyz") worth } } }',
    },
  ],
};
