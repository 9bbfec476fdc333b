import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

export const supergraph: SupergraphCase = {
  construct: 'aliases and fragments',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { item(id: ID!): Item }
        type Item @key(fields: "id") { id: ID! name(language: String): String parent: Item }
      `,
      resolvers: {
        Query: { item: (_: unknown, { id }: { id: string }) => ({ id }) },
        Item: {
          name: ({ id }: { id: string }, { language }: { language?: string }) => `${language ?? 'en'} ${id}`,
          parent: ({ id }: { id: string }) => (id === '0' ? null : { id: '0' }),
        },
      },
    },
    b: {
      typeDefs: 'type Item @key(fields: "id") { id: ID! price(unit: String): Int related: [Item!] }',
      resolvers: {
        Item: {
          price: ({ id }: { id: string }, { unit }: { unit?: string }) => Number(id) + (unit ? 100 : 0),
          related: () => [{ id: '5' }, { id: '5' }, { id: '6' }],
        },
      },
    },
  },
  operations: [
    {
      title: 'every level may have its own names',
      query:
        '{ x: item(id: "1") { a: name b: name(language: "ar") p: price q: price(unit: "AED") } y: item(id: "2") { p: name } }',
    },
    {
      title: 'names of keys may be given to other fields',
      query: '{ item(id: "1") { id: name key: id __type: price } }',
      difference: 'the reference overwrites the renamed field with the key of the same name',
      expected: { data: { item: { id: 'en 1', key: '1', __type: 1 } } },
    },
    {
      title: 'named fragments are used more than once',
      query: `
        query { item(id: "1") { ...Part parent { ...Part } related { ...Part related { ...Part } } } }
        fragment Part on Item { id name price }
      `,
    },
    {
      title: 'one field selected twice is one field with both selections',
      query:
        '{ item(id: "1") { related { id } ...More related { name } } } fragment More on Item { related { price } name }',
    },
    {
      title: 'equal entities in one list are fetched once and stand in every place',
      query: '{ item(id: "1") { related { name related { id name } } } }',
    },
  ],
};
