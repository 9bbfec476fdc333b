import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FieldNode, Kind, parse, print, visit } from 'graphql';
import { type ClientOperation, findOperation } from '../../../../gateway/federation/operations/client-operation.ts';
import { normalForm } from '../../../../gateway/federation/operations/normal-form.ts';
import { ResponseKeyAliases } from '../../../../gateway/federation/operations/response-key-aliases.ts';
import { Supergraph } from '../../../../gateway/federation/supergraph/supergraph.ts';

const supergraph = new Supergraph(`
  directive @join__field(requires: String) on FIELD_DEFINITION
  type Query { pet: Pet pets(first: Int, filter: Filter): [Pet!] dog: Dog }
  type Mutation { feed: Int }
  input Filter { a: Int b: Int }
  interface Pet { id: ID! name: String friend: Pet }
  type Dog implements Pet { id: ID! name: String friend: Pet size(unit: Int): Int tag: Int volume(unit: Int): Int label: String @join__field(requires: "volume(unit: 1)") }
  type Cat implements Pet { id: ID! name: String friend: Pet size(unit: Int): Int tag: String }
`);

function operationOf(text: string): ClientOperation {
  return findOperation(parse(text, { noLocation: true }), undefined) as ClientOperation;
}

/** The keys of the fields of an operation, in the order of its text. */
function keysOf(text: string): string[] {
  const operation = operationOf(text);
  const keys = new ResponseKeyAliases(operation, supergraph);
  const found: string[] = [];
  visit(operation.definition, { [Kind.FIELD]: (node: FieldNode) => void found.push(keys.of(node)) });
  return found;
}

function normal(text: string): string {
  return print(normalForm(supergraph.apiSchema, operationOf(text))).replace(/\s+/g, ' ');
}

describe('ResponseKeyAliases', () => {
  it('asks for a scalar once, whatever its aliases, and never under the name of another field', () => {
    assert.deepEqual(keysOf('{ dog { id: name name: id x: name __proto__: name } }'), [
      'dog',
      ...['name', 'id', 'name', 'name'],
    ]);
  });

  it('keeps objects of different aliases separate', () => {
    assert.deepEqual(keysOf('{ a: dog { id } b: dog { id } a: dog { name } }'), [
      ...['dog', 'id', '_2_dog', 'id'],
      ...['dog', 'name'],
    ]);
  });

  it('distinguishes different arguments, whatever their order', () => {
    const [one, , two, , three] = keysOf(
      '{ pets(first: 1, filter: { a: 1, b: 2 }) { id } pets(filter: { b: 2, a: 1 }, first: 1) { id } x: pets { id } }',
    );
    assert.equal(one, two);
    assert.notEqual(one, three);
  });

  it('distinguishes fields of different shapes on mutually exclusive types', () => {
    assert.deepEqual(keysOf('{ pet { ... on Dog { a: tag } ... on Cat { b: tag } } }'), ['pet', 'tag', '_2_tag']);
  });

  it('leaves the name to a requirement that has arguments of its own', () => {
    assert.deepEqual(keysOf('{ dog { volume volume2: volume(unit: 2) } }'), ['dog', '_2_volume', '_3_volume']);
  });

  it('asks for every mutation', () => {
    assert.deepEqual(keysOf('mutation { feed b: feed }'), ['feed', '_2_feed']);
  });

  it('leads a path back to every alias, and no further than the client asked', () => {
    const keys = new ResponseKeyAliases(
      operationOf('{ a: pet { x: name y: name ...F } } fragment F on Pet { z: name }'),
      supergraph,
    );
    assert.deepEqual(keys.clientPaths(['pet', 'name']), [
      ['a', 'x'],
      ['a', 'y'],
      ['a', 'z'],
    ]);
    assert.deepEqual(keys.clientPaths(['pet', 'id']), [['a']]);
  });
});

describe('the normal form of an operation', () => {
  it('has every field once, without fragments that say nothing', () => {
    assert.equal(
      normal(
        '{ pet { id ... on Pet { id name } ...F } pet { name } } fragment F on Pet { ... { friend { id } } friend { name } }',
      ),
      '{ pet { id name friend { id name } } }',
    );
  });

  it('has one fragment per type, with what is not asked for anyway', () => {
    assert.equal(
      normal('{ pet { ... on Dog { id tag } name ... on Dog { name size } ... on Cat { name } } }'),
      '{ pet { name __typename ... on Dog { id tag size } } }',
    );
  });

  it('leaves out types that a value cannot have, and keeps the object', () => {
    assert.equal(normal('{ dog { ... on Pet { ... on Cat { id } } } }'), '{ dog { __typename } }');
  });

  it('is refused when it would be endless', () => {
    const chain = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Pet { a: friend { ...F${n + 1} } b: friend { ...F${n + 1} } }`,
    );
    assert.throws(() => normal(`{ pet { ...F0 } } ${chain.join(' ')} fragment F60 on Pet { id }`), {
      code: 'OPERATION_LIMIT_EXCEEDED',
    });
  });

  it('is short for fragments that use each other twice', () => {
    const chain = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Pet { ...F${n + 1} ... { ...F${n + 1} } }`);
    assert.equal(normal(`{ pet { ...F0 } } ${chain.join(' ')} fragment F60 on Pet { id }`), '{ pet { id } }');
  });
});
