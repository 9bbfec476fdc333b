import type { SupergraphCase } from '../../../support/federation/supergraph-case.ts';

type Row = { id: string };

export const supergraph: SupergraphCase = {
  construct: 'one entity in five subgraphs',
  subgraphs: Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((name) => [
      name,
      {
        typeDefs: `
          type Query { ${name}: Row ${name}s: [Row!] }
          type Row @key(fields: "id") { id: ID! ${name}: String next${name}: Row }
        `,
        resolvers: {
          Query: { [name]: () => ({ id: '1' }), [`${name}s`]: () => [{ id: '1' }, { id: '2' }] },
          Row: {
            [name]: ({ id }: Row) => name + id,
            [`next${name}`]: ({ id }: Row) => ({ id: String(Number(id) + 1) }),
          },
        },
      },
    ]),
  ),
  operations: [
    { title: 'side by side', query: '{ a { a b c d e } }' },
    { title: 'one into the other', query: '{ a { nextb { nextc { nextd { nexte { a e } } } } } }' },
    { title: 'from many roots', query: '{ a { b } b { c } cs { a nextb { c nextd { e } } } e { a } }' },
  ],
};
