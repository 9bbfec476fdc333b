import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextCache } from '../../../../gateway/federation/values/text-cache.ts';

describe('a text cache', () => {
  it('forgets what was not used for longest', () => {
    const cache = new TextCache<number>(4);
    for (const [index, key] of ['a', 'b', 'c'].entries()) {
      cache.set(key, index);
      cache.get(key);
      cache.get('a');
    }
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], [0, undefined, 2]);
  });

  it('keeps what was asked for again while texts come that never recur', () => {
    const cache = new TextCache<number>(1_000);
    cache.set('again', 1);
    cache.get('again');
    for (let index = 0; index < 5_000; index++) cache.set(`once ${index}`, index);
    assert.equal(cache.get('again'), 1);
    assert.equal(cache.values().length, 101);
  });

  it('keeps from the start what is known to recur', () => {
    const cache = new TextCache<number>(1_000);
    for (let index = 0; index < 900; index++) cache.set(`known ${index}`, index, 1, true);
    assert.equal(cache.values().length, 900);
  });

  it('counts a look as no use', () => {
    const cache = new TextCache<number>(1_000);
    cache.set('once', 1);
    assert.equal(cache.peek('once'), 1);
    for (let index = 0; index < 100; index++) cache.set(`once ${index}`, index);
    assert.equal(cache.peek('once'), undefined);
  });

  it('keeps a known text known when its value is replaced', () => {
    const cache = new TextCache<number>(1_000);
    cache.set('again', 1);
    cache.get('again');
    cache.set('again', 2);
    for (let index = 0; index < 100; index++) cache.set(`once ${index}`, index);
    assert.equal(cache.peek('again'), 2);
  });

  it('holds no more characters than it may', () => {
    const cache = new TextCache<number>(1_000, 100);
    for (let index = 0; index < 50; index++) cache.set(String(index).padStart(10, '.'), index);
    assert.deepEqual(cache.values(), [48, 49]);
    for (let index = 0; index < 50; index++) cache.set(String(index).padStart(10, '.'), index, 10, true);
    assert.deepEqual(cache.values(), [42, 43, 44, 45, 46, 47, 48, 49]);
  });

  it('does not keep what would drive out everything else', () => {
    const cache = new TextCache<number>(1_000, 100);
    cache.set('short', 1);
    cache.set('x'.repeat(11), 2);
    assert.deepEqual(cache.values(), [1]);
  });

  it('counts a replaced or deleted entry no more', () => {
    const cache = new TextCache<number>(1_000, 100);
    for (let index = 0; index < 9; index++) cache.set('a', index, 2);
    cache.set('b', 1, 2);
    cache.delete('b');
    cache.delete('b');
    for (const key of 'cdefghijk') cache.set(key, 0, 2);
    assert.equal(cache.values().length, 10);
  });
});
