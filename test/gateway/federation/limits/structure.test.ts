import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'graphql';
import { DEFAULT_LIMITS } from '../../../../gateway/federation/limits/limits.ts';
import { type Measure, measure } from '../../../../gateway/federation/limits/measure.ts';
import { checkRepeatedFields } from '../../../../gateway/federation/limits/repeated-fields.ts';
import { aliases, checkStructure, depth, directives, fields } from '../../../../gateway/federation/limits/structure.ts';
import { checkTokens } from '../../../../gateway/federation/limits/tokens.ts';

const CASES: readonly (readonly [string, Measure, string, number])[] = [
  ['depth counts fields from the root', depth, '{ a { b { c } } d }', 3],
  ['depth follows fragments', depth, '{ a { ...F } } fragment F on T { ... { b { c } } }', 3],
  ['depth takes the deepest operation', depth, 'query A { a } query B { a { b } }', 2],
  ['depth stops at introspection', depth, '{ __schema { types { fields { name } } } }', 1],
  ['aliases count each use of a fragment', aliases, '{ x: a { ...F ...F } } fragment F on T { y: b }', 3],
  ['aliases are none where fields keep their names', aliases, '{ a { b } }', 0],
  [
    'directives count wherever they stand',
    directives,
    'query @x { a @x ... @x { b @y @z } ...F @x } fragment F on T { c @x }',
    7,
  ],
  ['fields count each use of a fragment', fields, '{ a { ...F ...F } } fragment F on T { b c }', 8],
];

/** A chain of fragments of which each uses the next twice. */
const DOUBLING = `{ ...F0 } ${Array.from({ length: 200 }, (_, index) => `fragment F${index} on T { x: a { ...F${index + 1} ...F${index + 1} } }`).join(' ')} fragment F200 on T { a }`;

describe('the structure of a document', () => {
  for (const [title, rule, source, expected] of CASES)
    it(title, () => assert.equal(measure(parse(source), rule), expected));

  it('is measured without writing fragments out', () => {
    const document = parse(DOUBLING);
    assert.equal(measure(document, depth), 201);
    assert.equal(measure(document, aliases), Number.MAX_SAFE_INTEGER);
    assert.equal(measure(document, fields), Number.MAX_SAFE_INTEGER);
  });

  it('is measured where a fragment uses itself', () => {
    assert.equal(measure(parse('{ ...F } fragment F on T { a { ...F } }'), depth), 1);
  });

  it('is refused with what was found and what is allowed', () => {
    const refused = (source: string) =>
      checkStructure(parse(source), { ...DEFAULT_LIMITS, maxDepth: 2, maxAliases: 1 });
    assert.equal(refused('{ a { b } }'), undefined);
    assert.deepEqual(refused('{ a { b { c } } }')?.extensions, {
      code: 'OPERATION_LIMIT_EXCEEDED',
      limit: 'DEPTH',
      found: 3,
      allowed: 2,
    });
    assert.equal(refused('{ x: a y: a }')?.message, 'operation: found 2 aliases, expected at most 1');
  });
});

describe('fields that share a place', () => {
  const limitOf = (source: string) => checkRepeatedFields(parse(source))?.extensions;

  it('are refused when validation would compare too many pairs', () => {
    assert.equal(limitOf(`{ ${'a '.repeat(140)} }`), undefined);
    assert.equal(limitOf(`{ ${'a '.repeat(150)} }`)?.found, (150 * 149) / 2);
  });

  it('count over all the objects that are merged, and through fragments', () => {
    const source = (times: number) => `{ ${'a { ...F } '.repeat(times)} } fragment F on T { b c }`;
    assert.equal(limitOf(source(90))?.found, 3 * ((90 * 89) / 2));
    assert.equal(limitOf(source(80)), undefined);
  });

  it('may be fragments, known or not', () => {
    const uses = (count: number) => Array.from({ length: count }, (_, index) => `...F${index}`).join(' ');
    assert.equal(limitOf(`{ ${uses(150)} }`)?.limit, 'REPEATED_FIELDS');
    assert.equal(limitOf(`{ ${uses(100)} }`), undefined);
  });

  it('are distinguished by their aliases', () => {
    assert.equal(limitOf(`{ ${Array.from({ length: 200 }, (_, index) => `a${index}: a`).join(' ')} }`), undefined);
  });
});

describe('the tokens of a document', () => {
  it('are counted before it is parsed', () => {
    assert.equal(checkTokens('{ a(b: "c") }', 8), undefined);
    const { limit, found, allowed } = checkTokens('{ a(b: "c") }', 7)?.extensions ?? {};
    assert.deepEqual([limit, found, allowed], ['TOKENS', 8, 7]);
  });

  it('are refused when brackets nest too deep, closed or not', () => {
    for (const text of ['{a'.repeat(49), '['.repeat(49), `${'{a'.repeat(49)}${'}'.repeat(49)}`])
      assert.equal(checkTokens(text, 5_000)?.extensions.limit, 'NESTING', text);
    assert.equal(checkTokens('{a}'.repeat(100), 5_000), undefined);
  });

  it('are not read when the text is too long', () => {
    assert.equal(checkTokens(' '.repeat(65_537), 5_000)?.extensions.limit, 'LENGTH');
  });

  it('are a syntax error where the text is none', () => {
    assert.throws(() => checkTokens('{ a ? }', 10), /Syntax Error/);
  });
});
