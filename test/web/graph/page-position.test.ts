import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pageOfRows } from '../../../web/src/graph/page-position.ts';

/** A list without `pageInfo`, as the graph answers it: the first rows below a number, newest first. */
const read = (count: number, first: number, before: number | null): readonly number[] =>
  Array.from({ length: count }, (_, index) => count - index)
    .filter((row) => before === null || row < before)
    .slice(0, first);

test('Pages of a list without pageInfo bring each of its rows once, and the last says so', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (count, size) => {
      const found: number[] = [];
      let [before, pages]: [number | null, number] = [null, 0];
      for (let hasNext = true; hasNext; pages += 1) {
        const { rows, position } = pageOfRows(read(count, size + 1, before), size, (row) => row);
        found.push(...rows);
        hasNext = position.hasNextPage;
        before = position.endCursor as number | null;
      }
      assert.deepEqual(found, read(count, count + 1, null));
      assert.equal(pages, Math.max(1, Math.ceil(count / size)));
    }),
  );
});

test('A list that fills its page exactly has no next page', () => {
  assert.equal(pageOfRows([3, 2, 1], 3, String).position.hasNextPage, false);
  assert.deepEqual(pageOfRows([4, 3, 2, 1], 3, String), {
    rows: [4, 3, 2],
    position: { hasNextPage: true, endCursor: '2' },
  });
  assert.deepEqual(pageOfRows([], 3, String).position, { hasNextPage: false, endCursor: null });
});
