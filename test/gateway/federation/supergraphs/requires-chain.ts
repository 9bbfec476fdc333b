import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Offer = { id: string; net?: number; tax?: number; gross?: number };

export const supergraph: SupergraphCase = {
  construct: '@requires of a field that requires another',
  subgraphs: {
    base: {
      typeDefs: `
        type Query { offers: [Offer] }
        type Offer @key(fields: "id") { id: ID! net: Int }
      `,
      resolvers: { Query: { offers: () => [{ id: '1', net: 100 }, { id: '2', net: null }, null] } },
    },
    taxes: {
      typeDefs: `type Offer @key(fields: "id") { id: ID! net: Int @external tax: Int @requires(fields: "net") }`,
      resolvers: { Offer: { tax: ({ net }: Offer) => (net ? net * 0.05 : null) } },
    },
    totals: {
      typeDefs: `
        type Offer @key(fields: "id") {
          id: ID! net: Int @external tax: Int @external gross: Int @requires(fields: "net tax")
        }
      `,
      resolvers: { Offer: { gross: ({ net, tax }: Offer) => (net && tax ? net + tax : -1) } },
    },
  },
  operations: [
    { title: 'steps run one after the other', query: '{ offers { id gross } }' },
    { title: 'what is required on the way may be selected too', query: '{ offers { gross tax net } }' },
  ],
};
