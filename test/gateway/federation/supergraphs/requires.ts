import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Parcel = { id: string; size?: number; unitSize?: number; box?: { width: number; sides: { length: number }[] } };

export const supergraph: SupergraphCase = {
  construct: '@requires, with arguments and nested fields',
  subgraphs: {
    goods: {
      typeDefs: `
        type Query { parcels: [Parcel!] }
        type Parcel @key(fields: "id") { id: ID! size(unit: Unit! = CM): Float box: Box weight: Float }
        type Box @shareable { width: Float sides: [Side!] }
        type Side @shareable { length: Float colour: String }
        enum Unit { CM INCH }
      `,
      resolvers: {
        Query: { parcels: () => [{ id: '1' }, { id: '2' }, { id: '3', weight: null }] },
        Parcel: {
          size: ({ id }: Parcel, { unit }: { unit: string }) =>
            id === '3' ? null : Number(id) * (unit === 'CM' ? 10 : 4),
          box: ({ id }: Parcel) => ({ width: Number(id), sides: [{ length: 1, colour: 'red' }, { length: 2 }] }),
        },
      },
    },
    shipping: {
      typeDefs: `
        type Parcel @key(fields: "id") {
          id: ID!
          size(unit: Unit! = CM): Float @external
          box: Box @external
          bulky: Boolean @requires(fields: "size(unit: INCH)")
          tall: Boolean @requires(fields: "size(unit: CM)")
          label: String @requires(fields: "box { width sides { length } }")
        }
        type Box @shareable { width: Float sides: [Side!] }
        type Side @shareable { length: Float }
        enum Unit { CM INCH }
      `,
      resolvers: {
        Parcel: {
          __resolveReference: (reference: Parcel) => ({ ...reference, unitSize: reference.size }),
          bulky: ({ size }: Parcel) => (size === undefined || size === null ? null : size > 5),
          tall: ({ size }: Parcel) => (size === undefined || size === null ? null : size > 15),
          label: ({ box }: Parcel) => box && `${box.width}x${box.sides.map(({ length }) => length).join('x')}`,
        },
      },
    },
  },
  notFuzzed: {
    'Parcel.tall': 'beside bulky and label the planner puts both sizes into one representation, which is refused',
  },
  operations: [
    { title: 'a required field with an argument is fetched first', query: '{ parcels { id bulky } }' },
    {
      title: 'requirements with different arguments do not mix',
      query: '{ parcels { bulky tall size } }',
      difference: 'the reference sends the size in one unit for both',
      expected: {
        data: {
          parcels: [
            { bulky: false, tall: false, size: 10 },
            { bulky: true, tall: true, size: 20 },
            { bulky: null, tall: null, size: null },
          ],
        },
      },
    },
    {
      title: 'the client may use the name of a required field for another',
      query: '{ parcels { size: id bulky } }',
      difference: 'the reference sends what the client calls size',
      expected: {
        data: {
          parcels: [
            { size: '1', bulky: false },
            { size: '2', bulky: true },
            { size: '3', bulky: null },
          ],
        },
      },
    },
    { title: 'nested fields and lists are required', query: '{ parcels { label box { sides { colour } } } }' },
    {
      title: 'a required field that a variable leaves out is fetched for the field that stays',
      query: 'query($with: Boolean!) { parcels { id size @include(if: $with) bulky tall @skip(if: $with) } }',
      variables: { with: true },
      difference: 'the reference asks for two sizes under one key, which the subgraph refuses',
      expected: {
        data: {
          parcels: [
            { id: '1', size: 10, bulky: false },
            { id: '2', size: 20, bulky: true },
            { id: '3', size: null, bulky: null },
          ],
        },
      },
    },
  ],
};
