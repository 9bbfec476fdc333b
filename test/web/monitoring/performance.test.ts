import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gainCurve } from '../../../web/src/monitoring/performance/gain-curve.ts';
import { readSlice, sliceText } from '../../../web/src/monitoring/performance/slice-address.ts';

test('A gain curve counts conversions from the highest probabilities on', () => {
  const points = gainCurve([
    { leads: 6, converted: 0 },
    { leads: 2, converted: 1 },
    { leads: 2, converted: 3 - 1 },
  ]);
  assert.deepEqual(points, [
    { x: 0, y: 0, count: 0 },
    { x: 0.2, y: 2 / 3, count: 2 },
    { x: 0.4, y: 1, count: 4 },
    { x: 1, y: 1, count: 10 },
  ]);
});

test('A gain curve rises from nothing to all, and is empty without conversions', () => {
  const bins = fc.array(
    fc.nat(50).chain((leads) => fc.record({ leads: fc.constant(leads + 1), converted: fc.nat(leads) })),
  );
  fc.assert(
    fc.property(bins, (each) => {
      const points = gainCurve(each);
      if (each.every(({ converted }) => converted === 0)) return assert.deepEqual(points, []);
      assert.deepEqual([points[0]?.x, points[0]?.y], [0, 0]);
      assert.deepEqual([points.at(-1)?.x, points.at(-1)?.y], [1, 1]);
      for (const [index, { x, y }] of points.entries()) {
        const before = points[index - 1];
        if (before) assert.ok(x > before.x && y >= before.y);
      }
    }),
  );
});

test('A slice goes to the address and back; leads without a value have none', () => {
  assert.deepEqual(readSlice(sliceText('COUNTRY', 'AE')), { dimension: 'COUNTRY', value: 'AE' });
  assert.deepEqual(readSlice(sliceText('SOURCE', 'a=b')), { dimension: 'SOURCE', value: 'a=b' });
  assert.deepEqual(readSlice(sliceText('INDUSTRY', '(none)')), { dimension: 'INDUSTRY', value: null });
  assert.equal(readSlice('COLOUR=red'), undefined);
  assert.equal(readSlice('COUNTRY='), undefined);
  assert.equal(readSlice(null), undefined);
});
