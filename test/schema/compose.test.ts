import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compose, secondOpinion } from '../../schema/compose.ts';

const HEADER =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible", "@requiresScopes"])';
const subgraphs = new Map([
  [
    'a',
    `${HEADER} type Query { item: Item } "An item." type Item @key(fields: "id") { id: ID! hidden: Int @inaccessible }`,
  ],
  ['b', `${HEADER} type Item @key(fields: "id") { id: ID! price: Int @requiresScopes(scopes: [["read"]]) }`],
]);

describe('compose', () => {
  const { supergraph, api } = compose(subgraphs);

  it('keeps in the supergraph what the gateway enforces', () => {
    assert.match(supergraph, /price: Int @join__field\(graph: B\) @requiresScopes\(scopes: \[\["read"\]\]\)/);
  });

  it('shows clients neither the machinery nor what is inaccessible', () => {
    assert.equal(api, '"""An item."""\ntype Item {\n  id: ID!\n  price: Int\n}\n\ntype Query {\n  item: Item\n}\n');
  });

  it('names what keeps subgraphs from composing', () => {
    const broken = new Map([...subgraphs, ['c', `${HEADER} type Item @key(fields: "id") { id: ID! price: String }`]]);
    assert.throws(() => compose(broken), /price/);
  });

  it('asks a second composer, which finds the same types', () => {
    const differences = secondOpinion(subgraphs, supergraph);
    assert.ok(!differences.includes('Item') && !differences.includes('Query'), differences.join());
  });
});
