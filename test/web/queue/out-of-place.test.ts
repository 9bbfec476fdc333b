import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasLeft, isOutOfOrder } from '../../../web/src/queue/list/out-of-place.ts';
import { aRow, scored } from './rows.ts';

test('A lead leaves the open leads when it is won, but not a list with closed ones or of its stage', () => {
  const won = aRow({ stage: 'WON' });
  assert.ok(hasLeft(won, {}));
  assert.ok(!hasLeft(won, { includeClosed: true }));
  assert.ok(!hasLeft(won, { stages: ['WON'] }));
  assert.ok(hasLeft(aRow(), { stages: ['WON'] }));
});

test('A lead leaves the grades and probabilities that its score no longer has', () => {
  assert.ok(!hasLeft(aRow(), { grades: ['A'], minimumProbability: 0.5, maximumProbability: 0.5 }));
  assert.ok(hasLeft(aRow(), { grades: ['B'] }));
  assert.ok(hasLeft(aRow(), { minimumProbability: 0.51 }));
  assert.ok(hasLeft(aRow(), { maximumProbability: 0.49 }));
  assert.ok(hasLeft(aRow({ score: null, trend: null }), { grades: ['A'] }));
});

test('An override does not change which grades a lead is listed by', () => {
  assert.ok(!hasLeft(aRow({ override: 'D' }), { grades: ['A'] }));
  assert.ok(hasLeft(aRow({ override: 'D' }), { hasOverride: false }));
});

test('A lead that is scored leaves the leads without a score', () => {
  assert.ok(hasLeft(aRow(), { unscored: true }));
  assert.ok(!hasLeft(aRow({ score: null }), { unscored: true }));
});

test('A lead stays with its owner, and with nobody beside owners', () => {
  const [nobodys, bens] = [aRow(), aRow({ owner: 'ben' })];
  assert.deepEqual(
    [
      {},
      { withoutOwner: true },
      { owners: ['ann'] },
      { owners: ['ann'], withoutOwner: true },
      { withoutOwner: false },
    ].map((filter) => [hasLeft(nobodys, filter), hasLeft(bens, filter)]),
    [
      [false, false],
      [false, true],
      [true, true],
      [false, true],
      [true, false],
    ],
  );
});

test('A lead that is contacted leaves those that were not, within the days of the filter', () => {
  const contacted = aRow({ lastInteractionAt: '2026-11-25T00:00:00Z' });
  assert.ok(hasLeft(contacted, { withoutInteraction: true }));
  assert.ok(hasLeft(contacted, { withoutInteraction: true, lastInteractionBefore: '2026-11-20T00:00:00Z' }));
  assert.ok(!hasLeft(contacted, { withoutInteraction: true, lastInteractionBefore: '2026-11-26T00:00:00Z' }));
  assert.ok(!hasLeft(aRow(), { withoutInteraction: true }));
});

test('A lead is out of order once its score passes that of a neighbour', () => {
  const [above, below] = [scored(0.6), scored(0.4)];
  assert.ok(!isOutOfOrder(scored(0.6), above, below, 'SCORE_DESC'));
  assert.ok(isOutOfOrder(scored(0.61), above, below, 'SCORE_DESC'));
  assert.ok(isOutOfOrder(scored(0.39), above, below, 'SCORE_DESC'));
  assert.ok(!isOutOfOrder(scored(0.9), undefined, below, 'SCORE_DESC'));
  assert.ok(isOutOfOrder(scored(0.5), scored(0.6), scored(0.7), 'SCORE_ASC'));
});

test('A lead that is contacted is out of order in the list of the longest without contact', () => {
  const at = (lastInteractionAt: string | null): ReturnType<typeof aRow> => aRow({ lastInteractionAt });
  assert.ok(isOutOfOrder(at('2026-11-29T00:00:00Z'), at(null), at('2026-11-02T00:00:00Z'), 'LAST_INTERACTION_ASC'));
  assert.ok(!isOutOfOrder(at(null), at(null), at('2026-11-02T00:00:00Z'), 'LAST_INTERACTION_ASC'));
});
