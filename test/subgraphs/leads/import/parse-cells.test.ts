import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseNumber } from '../../../../subgraphs/leads/import/parse-number.ts';
import { parseTime, timeNotBefore } from '../../../../subgraphs/leads/import/parse-time.ts';

describe('numbers of an import', () => {
  test('either mark separates the fraction, and the other groups thousands', () => {
    assert.equal(parseNumber('1,234.5', '.'), 1234.5);
    assert.equal(parseNumber('1.234.567,5', ','), 1_234_567.5);
    assert.equal(parseNumber(' 12 000 ', '.'), 12_000);
    assert.equal(parseNumber('-0.25', '.'), -0.25);
  });

  test('what is no number is undefined', () => {
    // a pattern that could match its digits in many ways would take minutes
    for (const text of [
      `${'1'.repeat(200_000)}x`,
      '',
      'many',
      '1.2.3',
      '1,5',
      '0x10',
      '1e5',
      'NaN',
      'Infinity',
      '--1',
    ]) {
      assert.equal(parseNumber(text, '.'), undefined, text);
    }
  });
});

describe('times of an import', () => {
  test('a time is read by its format and in its zone', () => {
    const expected = Date.parse('2026-03-01T08:30:00Z');
    const times: readonly [text: string, format: string, utcOffset: string][] = [
      ['2026-03-01T12:30:00+04:00', 'ISO', 'Z'],
      ['2026-03-01 12:30', 'ISO', '+04:00'],
      ['2026-03-01 12:30', 'ISO', '+0400'],
      ['01/03/2026 12:30', 'dd/MM/yyyy HH:mm', '+04:00'],
      ['1.3.2026 8:30:00', 'dd.MM.yyyy HH:mm:ss', 'Z'],
      [String(expected), 'EPOCH_MS', 'Z'],
      [String(expected / 1_000), 'EPOCH_S', 'Z'],
      // PostgreSQL, RFC 3339, Ruby, a comma before the fraction
      ['2026-03-01 08:30:00+00', 'ISO', '+04:00'],
      ['2026-03-01 14:00:00+05:30', 'ISO', '+04:00'],
      ['2026-03-01 08:30:00.000000+0000', 'ISO', '+04:00'],
      ['2026-03-01t08:30:00z', 'ISO', '+04:00'],
      ['2026-03-01 08:30:00 UTC', 'ISO', '+04:00'],
      ['2026-03-01 12:30:00 +0400', 'ISO', 'Z'],
      ['2026-03-01T08:30:00,000Z', 'ISO', '+04:00'],
    ];
    for (const time of times) assert.equal(parseTime(...time)?.startMs, expected, time.join(', '));
    assert.equal(parseTime('2026-03-01', 'ISO', 'Z')?.startMs, Date.parse('2026-03-01T00:00:00Z'));
  });

  test('a time lasts as long as its finest part', () => {
    const [second, day] = [1_000, 86_400_000];
    const lengths: readonly [text: string, format: string, lengthMs: number][] = [
      ['2026-03-01', 'ISO', day],
      ['2026-03-01 08:30', 'ISO', 60 * second],
      ['2026-03-01 08:30:01', 'ISO', second],
      ['2026-03-01 08:30:01.5', 'ISO', 100],
      ['2026-03-01 08:30:01.123456', 'ISO', 1],
      ['1772354400', 'EPOCH_S', second],
      ['1772354400000', 'EPOCH_MS', 1],
      ['01.03.2026', 'dd.MM.yyyy', day],
      ['01.03.2026 08', 'dd.MM.yyyy HH', 3_600 * second],
      ['02/2028', 'MM/yyyy', 29 * day],
      ['12/2026', 'MM/yyyy', 31 * day],
      ['2028', 'yyyy', 366 * day],
    ];
    for (const [text, format, lengthMs] of lengths) {
      const time = parseTime(text, format, 'Z');
      assert.equal(time && time.endMs - time.startMs, lengthMs, text);
    }
  });

  test('a coarse time is not before an instant within it', () => {
    const day = { startMs: 1_000, endMs: 2_000 };
    assert.deepEqual(
      [500, 1_000, 1_500, 1_999, 2_000].map((at) => timeNotBefore(day, at)),
      [1_000, 1_000, 1_500, 1_999, undefined],
    );
  });

  test('a day that does not exist, and a text that does not fit, are undefined', () => {
    assert.equal(parseTime('2026-02-30', 'ISO', 'Z'), undefined);
    assert.equal(parseTime('30/02/2026', 'dd/MM/yyyy', 'Z'), undefined);
    assert.equal(parseTime('2026-13-01', 'ISO', 'Z'), undefined);
    assert.equal(parseTime('01/03/26', 'dd/MM/yyyy', 'Z'), undefined);
    assert.equal(parseTime('yesterday', 'EPOCH_S', 'Z'), undefined);
    assert.equal(parseTime('01x03x2026', 'dd.MM.yyyy', 'Z'), undefined);
    assert.equal(parseTime('2026-03-01 08:30:00+99', 'ISO', 'Z'), undefined);
    assert.equal(parseTime('2026-03-01 08:30:00+4', 'ISO', 'Z'), undefined);
    assert.equal(parseTime('999999999999999', 'EPOCH_S', 'Z'), undefined);
  });
});
