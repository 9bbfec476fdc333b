import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePastTime } from '../../../gateway/rest/timestamp.ts';
import { DomainError } from '../../../platform/errors.ts';

const NOW = Date.parse('2026-11-22T08:30:00Z');

describe('parsePastTime', () => {
  for (const [text, iso] of [
    ['2026-11-20T08:30:00Z', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T08:30:00.250+04:00', '2026-11-20T04:30:00.250Z'],
    ['2026-11-20T08:30', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T08:30:15', '2026-11-20T08:30:15.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-22T08:30:00Z', '2026-11-22T08:30:00.000Z'],
  ] as const) {
    it(`${text} is ${iso}`, () => assert.equal(new Date(parsePastTime(text, 'at', NOW)).toISOString(), iso));
  }

  for (const text of [
    'yesterday',
    '20/11/2026',
    '2026-13-01',
    '2026-02-30',
    '2026-11-20T25:00Z',
    '1763800200',
    '2026-11-20Z',
    '0000-01-01T00:00+00:01',
  ]) {
    it(`refuses ${text} as no time`, () => assertRefused(text, 'expected an ISO 8601 time'));
  }

  it('accepts the present of a clock that is ahead by half a minute', () =>
    assert.equal(parsePastTime('2026-11-22T08:30:30Z', 'at', NOW), NOW + 30_000));

  it('refuses a time after now, and says what now is', () =>
    assertRefused('2026-11-22T08:30:30.001Z', 'expected a time that is past; here it is 2026-11-22T08:30:00.000Z'));
});

function assertRefused(text: string, part: string): void {
  assert.throws(
    () => parsePastTime(text, 'created_at', NOW),
    (error) =>
      error instanceof DomainError && error.message.startsWith('created_at: found') && error.message.includes(part),
  );
}
