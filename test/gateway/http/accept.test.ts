import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseMediaType } from '../../../gateway/accept.ts';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

const CASES: readonly (readonly [string | undefined, string | undefined])[] = [
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  [JSON_TYPE, JSON_TYPE],
  [GRAPHQL_TYPE, GRAPHQL_TYPE],
  [`${GRAPHQL_TYPE}; charset=utf-8, ${JSON_TYPE}; charset=utf-8`, GRAPHQL_TYPE],
  [`${JSON_TYPE}, ${GRAPHQL_TYPE}`, JSON_TYPE],
  [`${JSON_TYPE};q=0.5, ${GRAPHQL_TYPE};q=0.9`, GRAPHQL_TYPE],
  [`${JSON_TYPE};q=0, */*`, GRAPHQL_TYPE],
  ['text/html, application/xhtml+xml, */*;q=0.8', JSON_TYPE],
  ['Application/JSON', JSON_TYPE],
  ['text/html', undefined],
  ['', undefined],
  ['*/*;q=0', undefined],
];

describe('the media type of an answer', () => {
  for (const [accept, expected] of CASES)
    it(`is ${expected ?? 'none'} for ${accept ?? 'no preference'}`, () =>
      assert.equal(chooseMediaType(accept), expected));
});
