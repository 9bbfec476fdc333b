import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isoTime } from '../../platform/iso-time.ts';

const expected = (time: number): string => new Date(time).toISOString();

describe('times as ISO 8601', () => {
  it('a time is written as Date does, at every edge of the calendar', () => {
    const edges = ['1970-01-01', '1999-12-31', '2000-02-28', '2000-02-29', '2000-03-01', '2024-02-29', '2026-01-01'];
    const late = ['2099-12-31', '2100-02-28', '2100-03-01', '2400-02-29', '9999-12-31'];
    for (const day of [...edges, ...late])
      for (const time of ['00:00:00.000', '00:00:00.001', '09:59:59.099', '23:59:59.999'])
        assert.equal(isoTime(Date.parse(`${day}T${time}Z`)), `${day}T${time}Z`);
  });

  it('a time of any year, whole or not, is written as Date does', () => {
    const times = fc.oneof(
      fc.integer({ min: 0, max: 253_402_300_800_000 }),
      fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
      fc.double({ min: -1e12, max: 1e13, noNaN: true }),
    );
    fc.assert(
      fc.property(times, (time) => isoTime(time) === expected(time)),
      { numRuns: 20_000, seed: 3 },
    );
  });

  it('what is no time is refused', () => {
    for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])
      assert.throws(() => isoTime(time), RangeError);
  });
});
