import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildSchema, execute, parse } from 'graphql';
import { type FieldRequest, requestedFields } from '../../../platform/graphql/requested-fields.ts';

const schema = buildSchema(`
  type Query { page(first: Int): Page }
  type Page { edges: [Edge] nodes: [Node] total: Int }
  type Edge { node: Node cursor: String }
  type Node { id: ID name: String next: Node }
`);

/** Names below `page` of an operation, sorted. */
function requested(source: string, ...paths: readonly string[]): readonly string[] {
  let info: FieldRequest | undefined;
  const page = (_: unknown, __: unknown, given: FieldRequest): null => {
    info = given;
    return null;
  };
  execute({ schema, document: parse(source), rootValue: { page }, variableValues: { yes: false } });
  if (!info) throw new TypeError('page was not resolved');
  return [...requestedFields(info, ...paths)].sort();
}

describe('requested fields', () => {
  it('requested fields are those below the field itself, or below its paths', () => {
    const source = '{ page { total edges { cursor node { id next { name } } } nodes { name } } }';
    assert.deepEqual(requested(source), ['edges', 'nodes', 'total']);
    assert.deepEqual(requested(source, 'edges.node'), ['id', 'next']);
    assert.deepEqual(requested(source, 'edges.node', 'nodes'), ['id', 'name', 'next']);
    assert.deepEqual(requested(source, 'edges.node.next'), ['name']);
    assert.deepEqual(requested(source, 'edges.absent'), []);
  });

  it('requested fields are known by their own names, through fragments and under conditions', () => {
    const source = `query ($yes: Boolean!) { page { ... on Page { edges { ...E } } ... @include(if: $yes) { total } } }
      fragment E on Edge { node { renamed: id } other: node { name @skip(if: true) } }`;
    assert.deepEqual(requested(source), ['edges', 'total']);
    assert.deepEqual(requested(source, 'edges.node'), ['id', 'name']);
  });

  it('requested fields of a field that is written twice are those of both', () => {
    assert.deepEqual(requested('{ page { total } page { nodes { id } nodes { name } } }', 'nodes'), ['id', 'name']);
  });

  it('requested fields of one field are one set', () => {
    const [definition] = parse('{ page { total } }').definitions;
    const fieldNodes = definition?.kind === 'OperationDefinition' ? definition.selectionSet.selections : [];
    const info = { fieldNodes, fragments: {} } as unknown as FieldRequest;
    assert.equal(requestedFields(info), requestedFields({ ...info, fieldNodes: [...info.fieldNodes] }));
  });
});
