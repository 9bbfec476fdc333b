import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromCursor, toCursor } from '../../../../subgraphs/scores/record/score-cursor.ts';

describe('cursor of a score history', () => {
  it('comes back as the sequence it was made of', () => {
    for (const sequence of [1, 4711, 123_456_789_012]) assert.equal(fromCursor(toCursor(sequence)), sequence);
  });

  it('is refused when it is none of ours', () => {
    for (const cursor of ['', 'x', '12', Buffer.from('score:-1').toString('base64url'), 'é'])
      assert.throws(() => fromCursor(cursor), { code: 'CURSOR_INVALID' });
  });
});
