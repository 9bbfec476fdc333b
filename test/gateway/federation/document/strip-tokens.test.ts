import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GraphQLError, parse, visit } from 'graphql';
import { stripTokens } from '../../../../gateway/federation/document/strip-tokens.ts';

describe('a document without its tokens', () => {
  const document = parse('query A($id: ID!) {\n  lead(id: $id) { ...F }\n}\nfragment F on Lead { id }');
  const [operation] = document.definitions;
  stripTokens(document);

  it('holds none at any node', () => {
    let nodes = 0;
    visit(document, {
      enter: ({ loc }) => {
        nodes++;
        assert.deepEqual(Object.keys(loc ?? {}), ['start', 'end', 'source']);
      },
    });
    assert.ok(nodes > 15);
  });

  it('still locates errors', () => {
    const [selection] = operation && 'selectionSet' in operation ? (operation.selectionSet?.selections ?? []) : [];
    assert.deepEqual(new GraphQLError('no', { nodes: selection ?? null }).locations, [{ line: 2, column: 3 }]);
  });
});
