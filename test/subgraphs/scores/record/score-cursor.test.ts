import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromCursor, toCursor } from '../../../../subgraphs/scores/record/score-cursor.ts';

describe('cursor of a score history', () => {
  it('cursor of a score history decodes to the encoded sequence', () => {
    for (const sequence of [1, 4711, 123_456_789_012]) assert.equal(fromCursor(toCursor(sequence)), sequence);
  });

  it('cursor of a score history is refused when it is no cursor of a score', () => {
    for (const cursor of ['', 'x', '12', Buffer.from('score:-1').toString('base64url'), 'é'])
      assert.throws(() => fromCursor(cursor), { code: 'CURSOR_INVALID' });
  });
});
