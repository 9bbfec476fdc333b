import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodePosition, encodePosition, endOf, isAfter, later } from '../../../platform/streams/stream-position.ts';
import { StreamSnapshot } from '../../../platform/streams/stream-snapshot.ts';

const OWNER = { stream: 'leadScored', epoch: '0a1b2c3d' };

describe('a place in a stream', () => {
  it('is ordered by transaction, then by sequence', () => {
    const first = { transactionId: 7, sequence: 9 };
    assert.equal(isAfter({ transactionId: 8, sequence: 1 }, first), true);
    assert.equal(isAfter({ transactionId: 7, sequence: 10 }, first), true);
    assert.equal(isAfter(first, first), false);
    assert.equal(isAfter(endOf(7), first), true);
    assert.equal(isAfter(endOf(6), first), false);
    assert.deepEqual(later(first, endOf(6)), first);
    assert.deepEqual(later(endOf(7), first), endOf(7));
  });

  it('comes back from its cursor', () => {
    for (const position of [
      { transactionId: 0, sequence: 1 },
      { transactionId: 123_456_789_012, sequence: 4_711 },
    ])
      assert.deepEqual(decodePosition(OWNER, encodePosition(OWNER, position)), position);
  });

  it('has a cursor that no other stream takes, nor a later life of its own', () => {
    const cursor = encodePosition(OWNER, { transactionId: 1, sequence: 1 });
    assert.throws(() => decodePosition({ ...OWNER, stream: 'leadChanged' }, cursor), {
      code: 'CURSOR_INVALID',
      message: 'after: found a cursor of leadScored, expected one of leadChanged',
    });
    assert.throws(() => decodePosition({ ...OWNER, epoch: 'ffffffff' }, cursor), { code: 'CURSOR_EXPIRED' });
  });

  it('is not read from anything else', () => {
    const texts = ['leadScored:0a1b2c3d:1', 'leadScored:0a1b2c3d:-1:1', 'leadScored:0a1b2c3d:1:1e3', ':::'];
    for (const cursor of ['', 'é', '12', ...texts, ...texts.map((text) => Buffer.from(text).toString('base64url'))])
      assert.throws(() => decodePosition(OWNER, cursor), { code: 'CURSOR_INVALID' }, cursor);
  });
});

describe('a snapshot', () => {
  it('sees what ended before it, and nothing that was under way or came later', () => {
    const snapshot = new StreamSnapshot('10:15:10,13', 100);
    assert.deepEqual([snapshot.horizon, snapshot.next], [110, 115]);
    const seen = [109, 110, 111, 112, 113, 114, 115].filter((id) => snapshot.sees(id));
    assert.deepEqual(seen, [109, 111, 112, 114]);
  });

  it('sees everything of before when nothing is under way', () => {
    const snapshot = new StreamSnapshot('10:10:', 0);
    assert.deepEqual(
      [9, 10].map((id) => snapshot.sees(id)),
      [true, false],
    );
  });
});
