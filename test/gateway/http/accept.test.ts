import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseMediaType, namesMediaType, prefersToJson, takesEncoding } from '../../../gateway/http/accept.ts';

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
  [`${GRAPHQL_TYPE};profile="a, b;q=0";q=0.5, ${JSON_TYPE};q=0.1`, GRAPHQL_TYPE],
  [`${JSON_TYPE};q=x`, undefined],
];

describe('the media type of an answer', () => {
  for (const [accept, expected] of CASES)
    it(`is ${expected ?? 'none'} for ${accept ?? 'no preference'}`, () =>
      assert.equal(chooseMediaType(accept), expected));
});

describe('a client', () => {
  it('takes an event stream when it says so, and not by a range for anything', () => {
    const takes = (accept: string | undefined) => namesMediaType(accept, 'text/event-stream');
    for (const accept of ['text/event-stream', 'application/json, TEXT/Event-Stream;q=0.1', 'text/*'])
      assert.ok(takes(accept), accept);
    for (const accept of [
      undefined,
      '*/*',
      'text/event-stream;q=0',
      'text/event-stream;q=0.000, text/*',
      'x/text/event-stream',
    ])
      assert.ok(!takes(accept), accept);
  });

  it('prefers a page as a browser does', () => {
    const prefers = (accept: string | undefined) => prefersToJson(accept, 'text/html');
    assert.ok(prefers('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'));
    for (const accept of [
      undefined,
      '*/*',
      'text/html;q=0, */*',
      'application/json, text/html;q=0.9',
      'text/html-like',
    ])
      assert.ok(!prefers(accept), accept);
  });

  it('takes a content coding unless it says no', () => {
    for (const header of ['gzip', 'br, gzip;q=0.1', '*', 'deflate, *;q=0.5']) assert.ok(takesEncoding(header, 'gzip'));
    for (const header of [undefined, '', 'gzip;q=0', 'gzip;q=0, *', 'x-gzip-like'])
      assert.ok(!takesEncoding(header, 'gzip'), header);
  });
});
