import { GraphQLScalarType } from 'graphql';
import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

const Money = new GraphQLScalarType({
  name: 'Money',
  serialize: (value) => `AED ${value}`,
  parseValue: (value) => Number(String(value).slice(4)),
});
const Json = new GraphQLScalarType({ name: 'Json' });

export const supergraph: SupergraphCase = {
  construct: 'custom scalars and input objects',
  subgraphs: {
    a: {
      typeDefs: `
        type Query { twice(amount: Money!): Money echo(json: Json, filter: Filter): Json item: Item }
        type Item @key(fields: "id") { id: ID! data: Json @shareable }
        input Filter { min: Int = 3 tags: [String!] more: Filter }
        scalar Money
        scalar Json
      `,
      resolvers: {
        Money,
        Json,
        Query: {
          twice: (_: unknown, { amount }: { amount: number }) => 2 * amount,
          echo: (_: unknown, { json, filter }: { json: unknown; filter: unknown }) => ({ json, filter }),
          item: () => ({ id: '1', data: { a: [1, { b: 2 }] } }),
        },
      },
    },
    b: {
      typeDefs: 'type Item @key(fields: "id") { id: ID! price(discount: Money): Money } scalar Money',
      resolvers: { Money, Item: { price: (_: unknown, { discount }: { discount?: number }) => 10 - (discount ?? 0) } },
    },
  },
  operations: [
    {
      title: 'values are parsed by the subgraph that has the scalar',
      query: '{ twice(amount: "AED 4") item { data price(discount: "AED 3") } }',
    },
    {
      title: 'as variables too',
      query:
        'query($m: Money!, $j: Json, $f: Filter) { twice(amount: $m) echo(json: $j, filter: $f) item { price(discount: $m) } }',
      variables: { m: 'AED 5', j: { x: [null, 1] }, f: { tags: ['a'], more: { min: 1 } } },
    },
    { title: 'input objects get their defaults', query: '{ echo(filter: { tags: ["x"] }, json: { constructor: 1 }) }' },
  ],
};
