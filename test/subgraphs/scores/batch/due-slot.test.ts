import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dueSlot } from '../../../../subgraphs/scores/batch/rules/due-slot.ts';

const at = (time: string): number => Date.parse(time);
const berlin = (expression: string) => ({ expression, timeZone: 'Europe/Berlin' });

/** Slots that a process which looks every ten minutes sees come due. */
function slotsOf(expression: string, from: string, until: string): readonly string[] {
  const seen = new Set<number>();
  for (let now = at(from); now < at(until); now += 600_000) {
    const slot = dueSlot(berlin(expression), at(from) - 1, now);
    if (slot !== undefined) seen.add(slot);
  }
  return [...seen].map((slot) => new Date(slot).toISOString());
}

describe('the due slot of a schedule', () => {
  test('is due from its time on, and none before its schedule began', () => {
    const daily = { expression: '0 2 * * *', timeZone: 'Asia/Dubai' };
    const slot = at('2026-06-01T22:00:00Z');
    assert.equal(dueSlot(daily, slot - 1, slot), slot);
    assert.equal(dueSlot(daily, slot - 1, slot + 3_600_000), slot);
    assert.equal(dueSlot(daily, slot - 1, slot - 1), undefined);
    assert.equal(dueSlot(daily, slot, slot + 3_600_000), undefined);
  });

  test('is the latest of those that were missed', () => {
    const daily = { expression: '0 2 * * *', timeZone: 'UTC' };
    assert.equal(dueSlot(daily, 0, at('2026-06-09T12:00:00Z')), at('2026-06-09T02:00:00Z'));
  });

  test('is an earlier one after the clock was set back', () => {
    const daily = { expression: '0 2 * * *', timeZone: 'UTC' };
    assert.equal(dueSlot(daily, 0, at('2026-06-09T01:59:00Z')), at('2026-06-08T02:00:00Z'));
  });

  test('comes once a day where a change to summer time skips its hour', () => {
    assert.deepEqual(slotsOf('30 2 * * *', '2026-03-27T23:00:00Z', '2026-03-30T12:00:00Z'), [
      '2026-03-28T01:30:00.000Z',
      // 02:30 does not exist on this day
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  test('comes once a day where a change to winter time repeats its hour', () => {
    assert.deepEqual(slotsOf('30 2 * * *', '2026-10-23T23:00:00Z', '2026-10-26T12:00:00Z'), [
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  test('comes every hour through both changes where the expression names no hour', () => {
    for (const day of ['2026-03-29', '2026-10-25']) {
      const slots = slotsOf('0 * * * *', `${day}T00:00:00Z`, `${day}T06:00:00Z`);
      assert.deepEqual(
        slots,
        Array.from({ length: 6 }, (_, hour) => `${day}T0${hour}:00:00.000Z`),
      );
    }
  });
});
