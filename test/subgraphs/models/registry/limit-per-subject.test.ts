import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limitPerSubject } from '../../../../subgraphs/models/registry/limit-per-subject.ts';

describe('the limit of registrations per caller', () => {
  test('The limit of registrations per caller refuses one too many, not one of another caller, and accepts again after one has ended', async () => {
    const limit = limitPerSubject(2);
    const ends: (() => void)[] = [];
    const wait = () => new Promise<void>((resolve) => ends.push(resolve));
    const underWay = [limit('ann', wait), limit('ann', wait)];
    await assert.rejects(limit('ann', wait), {
      code: 'TOO_MANY_REGISTRATIONS',
      message: 'registrations of ann: found 2 under way, expected at most 2 at once; try again when one has ended',
      extensions: { code: 'TOO_MANY_REGISTRATIONS', found: 2, expected: 2, retryAfterSeconds: 5 },
    });
    const other = limit('bob', wait);
    ends.shift()?.();
    await underWay.shift();
    underWay.push(limit('ann', wait));
    for (const end of ends) end();
    await Promise.all([...underWay, other]);
  });

  test('The limit of registrations per caller releases the slot of a failed one', async () => {
    const limit = limitPerSubject(1);
    await assert.rejects(
      limit('ann', () => Promise.reject(new RangeError('no'))),
      RangeError,
    );
    assert.equal(await limit('ann', async () => 1), 1);
  });
});
