import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { uuidV7 } from '../../../../subgraphs/scores/record/uuid-v7.ts';

describe('uuidV7', () => {
  it('uuidV7 lays out the example of RFC 9562, appendix A.6', () => {
    // rand_a = 0xCC3, rand_b = 0b01, 0x8C4DC0C0C07398F: the version and variant bits are replaced
    const random = Buffer.from('0cc318c4dc0c0c07398f', 'hex');
    assert.equal(uuidV7(0x017f22e279b0, random), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('uuidV7 has version 7 and the variant, whatever the random bytes', () => {
    for (let turn = 0; turn < 100; turn++)
      assert.match(
        uuidV7(Date.now(), randomBytes(10)),
        /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
      );
  });

  it('uuidV7 sorts by time', () => {
    const ids = [1, 255, 256, 1_795_392_722_609, 1_795_392_722_610].map((time) => uuidV7(time, randomBytes(10)));
    assert.deepEqual(ids.toSorted(), ids);
  });

  it('uuidV7 takes its random bytes at the offset', () => {
    const random = randomBytes(20);
    assert.equal(uuidV7(7, random, 10), uuidV7(7, random.subarray(10)));
  });
});
