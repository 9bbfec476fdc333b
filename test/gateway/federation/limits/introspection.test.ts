import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { checkIntrospection, refuseIntrospection } from '../../../../gateway/federation/limits/introspection.ts';
import { projectFile } from '../../../../platform/process/program.ts';

const SCHEMAS = {
  'the platform': buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8')),
  'a single field': buildSchema('type Query { a: Int }'),
  'a thousand types': buildSchema(
    `type Query { a: T0 } ${Array.from({ length: 1_000 }, (_, index) => `type T${index} { id: ID name(first: Int): T${(index + 1) % 1_000} }`).join(' ')}`,
  ),
};

describe('introspection', () => {
  for (const [name, schema] of Object.entries(SCHEMAS))
    it(`of ${name} is open to the usual tools, with room`, () => {
      const query = getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true, oneOf: true });
      assert.equal(checkIntrospection(parse(query), schema), undefined);
    });

  it('is refused when aliases multiply its lists', () => {
    const lists = Array.from({ length: 50 }, (_, index) => `a${index}: fields { type { fields { name } } }`);
    const document = parse(`{ __schema { types { ${lists.join(' ')} } } }`);
    const { code, limit } = checkIntrospection(document, SCHEMAS['the platform'])?.extensions ?? {};
    assert.deepEqual([code, limit], ['OPERATION_LIMIT_EXCEEDED', 'INTROSPECTION']);
  });

  it('is found at any depth, and the name of a type is none', () => {
    const codeOf = (source: string) => refuseIntrospection(parse(source))?.extensions.code;
    assert.equal(codeOf('{ __typename a { __typename } }'), undefined);
    for (const source of [
      '{ __schema { description } }',
      '{ ...F } fragment F on Query { x: __type(name: "T") { name } }',
    ])
      assert.equal(codeOf(source), 'INTROSPECTION_DISABLED');
  });
});
