import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextCache } from '../../../../gateway/federation/values/text-cache.ts';

describe('a text cache', () => {
  it('forgets what was not used for longest', () => {
    const cache = new TextCache<number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    assert.equal(cache.get('a'), 1);
    cache.set('c', 3);
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], [1, undefined, 3]);
    assert.deepEqual(cache.values(), [1, 3]);
  });

  it('holds no more characters than it may', () => {
    const cache = new TextCache<number>(1_000, 100);
    for (let index = 0; index < 50; index++) cache.set(String(index).padStart(10, '.'), index);
    assert.deepEqual(cache.values(), [40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
  });

  it('does not keep what would drive out everything else', () => {
    const cache = new TextCache<number>(1_000, 100);
    cache.set('short', 1);
    cache.set('x'.repeat(11), 2);
    assert.deepEqual(cache.values(), [1]);
  });

  it('counts a replaced or deleted entry no more', () => {
    const cache = new TextCache<number>(1_000, 20);
    for (let index = 0; index < 9; index++) cache.set('a', index, 2);
    cache.set('b', 1, 2);
    cache.delete('b');
    cache.delete('b');
    for (const key of 'cdefghijk') cache.set(key, 0, 2);
    assert.equal(cache.values().length, 10);
  });
});
