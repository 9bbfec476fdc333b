import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { movedIds } from '../../../web/src/queue/list/moved.ts';

const moved = (shown: string, served: string, isWhole = false): string =>
  [...movedIds([...shown], [...served], isWhole)].sort().join('');

test('Nothing has moved in an unchanged list, and in one that goes on below', () => {
  assert.equal(moved('abcd', 'abcd'), '');
  assert.equal(moved('abcdef', 'abcd'), '');
});

test('A lead that rises counts alone, not those that gave way', () => {
  assert.equal(moved('abcde', 'eabcd'), 'e');
});

test('A lead that enters counts, and the one that it pushed over the end does not', () => {
  assert.equal(moved('abcd', 'xabc'), 'x');
});

test('A lead that left counts, and the known one that came up from below does not', () => {
  assert.equal(moved('abcdef', 'acde'), 'b');
});

test('A lead that left a list that is served as a whole counts wherever it stood', () => {
  assert.equal(moved('abcd', 'abc', true), 'd');
  assert.equal(moved('abcd', '', true), 'abcd');
});

test('Two leads that changed places count as one that moved', () => {
  assert.equal(moved('abcd', 'abdc').length, 1);
});

test('The leads that moved are the fewest whose removal leaves one order', () => {
  const ids = fc.shuffledSubarray([...'abcdefgh'], { minLength: 1 });
  fc.assert(
    fc.property(ids, ids, (shown, served) => {
      const found = movedIds(shown, served, true);
      const rest = (list: readonly string[]): readonly string[] => list.filter((id) => !found.has(id));
      assert.deepEqual(rest(shown), rest(served));
      // bringing any one back breaks the common order, so none counts needlessly
      for (const id of found) {
        const isCommon = shown.includes(id) && served.includes(id);
        const keep = (list: readonly string[]): string => list.filter((each) => each === id || !found.has(each)).join();
        if (isCommon) assert.notEqual(keep(shown), keep(served));
      }
    }),
  );
});
