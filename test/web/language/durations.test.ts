import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationFormat } from '../../../web/src/language/durations.ts';

describe('durations for the reader', () => {
  const duration = durationFormat('en-GB');

  for (const [milliseconds, text] of [
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1 sec'],
    [1_000, '1 sec'],
    // rounded to whole seconds, limits would be said wrong by a third
    [1_500, '1.5 secs'],
    [9_994, '9.99 secs'],
    [9_999, '10 secs'],
    [12_345, '12 secs'],
    [59_999, '1 min'],
    [3_599_999, '1 hr'],
    [90_000, '1 min 30 secs'],
    [3_600_000, '1 hr'],
    [90_061_000, '1 day 1 hr'],
  ] as const)
    it(`${milliseconds} ms is ${text}`, () => assert.equal(duration(milliseconds), text));
});
