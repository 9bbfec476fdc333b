import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf } from '../../bench/guard/figures.ts';

test('Change of a guarded figure is the one by which it changed less', () => {
  const before = { loop: 100, bareRoute: 20 };

  assert.equal(changeOf({ loop: 150, bareRoute: 21 }, before).toFixed(3), '0.050');
  assert.equal(changeOf({ loop: 90, bareRoute: 10 }, before).toFixed(3), '-0.100');
});

test('Change of a guarded figure is 0 when one kind of fixed work shows faster and the other slower', () => {
  assert.equal(changeOf({ loop: 120, bareRoute: 18 }, { loop: 100, bareRoute: 20 }), 0);
});
