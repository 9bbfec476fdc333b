import { fresh, type SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const found = [
  { __typename: 'Person', id: '1', name: 'Ada' },
  { __typename: 'Firm', id: '2', name: 'Acme', city: 'Dubai' },
  { __typename: 'Person', id: '3', name: 'Bob' },
];

export const supergraph: SupergraphCase = {
  construct: 'unions over subgraphs',
  subgraphs: {
    search: {
      typeDefs: `
        type Query { search: [Hit] best: Hit }
        union Hit = Person | Firm
        type Person @key(fields: "id") { id: ID! name: String }
        type Firm @key(fields: "id") { id: ID! name: String city: String }
      `,
      resolvers: { Query: { search: () => [...found.map(fresh), null], best: () => fresh(found[0]) } },
    },
    risk: {
      typeDefs: `
        type Person @key(fields: "id") { id: ID! risk: Int }
        type Firm @key(fields: "id") { id: ID! risk: String employees: [Person] }
      `,
      resolvers: {
        Person: { risk: ({ id }: { id: string }) => Number(id) },
        Firm: { risk: () => 'low', employees: () => [{ id: '1' }, { id: '3' }] },
      },
    },
  },
  operations: [
    {
      title: 'members are joined each by its type',
      query: '{ search { __typename ... on Person { risk } ... on Firm { city r: risk } } }',
    },
    { title: 'entities below one member are joined', query: '{ search { ... on Firm { employees { name risk } } } }' },
    {
      title: 'a member without a fragment is an empty object',
      query: '{ best { ... on Firm { city } } search { ... on Firm { city } } }',
    },
  ],
};
