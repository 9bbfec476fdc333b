import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BATCH_SIZE, type Progress, runBatches } from '../../../web/src/queue/actions/batches.ts';
import { withoutCondition } from '../../../web/src/queue/filters/facet-fields.ts';
import { facetValues, isCut } from '../../../web/src/queue/filters/facet-values.ts';
import { movementOf } from '../../../web/src/queue/grid/grid-keys.ts';
import { labelOf } from '../../../web/src/queue/list/row.ts';
import { deselect, MOST_SELECTED, NOTHING, select } from '../../../web/src/queue/list/selection.ts';
import { SPACER_ROWS, spacerBase, spacerRows } from '../../../web/src/queue/list/spacer.ts';
import { formatSaved, parseSaved } from '../../../web/src/queue/view/saved-views.ts';
import { ALL_LEADS, type View } from '../../../web/src/queue/view/view.ts';

test('The spacer holds the screen, and no more rows than browsers draw, wherever a list of a million is scrolled', () => {
  const count = 1_000_000;
  const ranks = fc.array(fc.integer({ min: 0, max: count - 1 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(ranks, (scrolled) => {
      let base = 0;
      for (const first of scrolled) {
        base = spacerBase(base, first, count);
        assert.equal(spacerBase(base, first, count), base);
        const rows = spacerRows(base, count);
        assert.ok(rows <= SPACER_ROWS && base <= first && first < base + rows);
      }
    }),
  );
});

test('The spacer of a list that fits stays at its beginning', () => {
  assert.equal(spacerBase(0, 9_999, 10_000), 0);
  assert.equal(spacerRows(0, 10_000), 10_000);
});

test('Keys move the focus within the list, and arrows with Shift select', () => {
  const move = (key: string, from: number, shiftKey = false): unknown => movementOf({ key, shiftKey }, from, 100, 15);
  assert.deepEqual(move('ArrowDown', 4, true), { to: 5, extends: true });
  assert.deepEqual(move('PageDown', 90, true), { to: 99, extends: false });
  assert.deepEqual(move('ArrowUp', 0), { to: 0, extends: false });
  assert.deepEqual(
    [move('Home', 50), move('End', 50)],
    [
      { to: 0, extends: false },
      { to: 99, extends: false },
    ],
  );
  assert.equal(move('q', 4), undefined);
  assert.equal(movementOf({ key: 'End', shiftKey: false }, 0, 0, 15), undefined);
});

test('The selection takes leads up to its bound, and gives them back', () => {
  const many = Array.from({ length: MOST_SELECTED + 5 }, (_, n) => [`lead-${n}`, { label: '', version: 1 }] as const);
  const full = select(NOTHING, many);
  assert.equal(full.size, MOST_SELECTED);
  assert.equal(select(full, [['lead-0', { label: 'Ann', version: 2 }]]).get('lead-0')?.version, 2);
  assert.equal(deselect(full, ['lead-0', 'lead-0']).size, MOST_SELECTED - 1);
});

test('A lead is named by its company, its contact or its id', () => {
  assert.equal(labelOf({ id: 'lead-1', company: ' Falcon ', name: 'Ann' }), 'Falcon');
  assert.equal(labelOf({ id: 'lead-1', company: '  ', name: 'Ann' }), 'Ann');
  assert.equal(labelOf({ id: 'lead-1', company: null, name: null }), 'lead-1');
});

test('Saved views keep conditions and forget the search text, which may name a person', () => {
  const view: View = { ...ALL_LEADS, search: 'ann', closed: true, order: 'COMPANY_ASC' };
  assert.deepEqual(parseSaved(formatSaved([{ name: 'Closed', view }])), [
    { name: 'Closed', view: { ...view, search: '' } },
  ]);
});

test('A text that is no list of saved views gives none', () => {
  for (const text of ['', '{', 'null', '[1, null, ["a"], [2, "x"], ["  ", "?q=a"]]'])
    assert.deepEqual(
      parseSaved(text).filter(({ name }) => name !== 'a'),
      [],
    );
});

test('Values of a condition list the selected ones first, then by number; unknown leads have none', () => {
  const counts = [
    { value: 'AE', count: 3 },
    { value: null, count: 9 },
    { value: 'IN', count: 5 },
  ];
  assert.deepEqual(facetValues('country', ['EG'], { values: counts, valueCount: counts.length }, ['AE', 'GB']), [
    { value: 'EG', count: 0, isSelected: true },
    { value: 'IN', count: 5, isSelected: false },
    { value: 'AE', count: 3, isSelected: false },
    { value: 'GB', count: 0, isSelected: false },
  ]);
});

test('Leads without an owner are a value of the owner, and counts are unknown until they are there', () => {
  assert.deepEqual(facetValues('owner', [], { values: [{ value: null, count: 2 }], valueCount: 1 }, []), [
    { value: '@none', count: 2, isSelected: false },
  ]);
  assert.deepEqual(
    facetValues('grade', ['B'], undefined, []).map(({ value, count }) => [value, count]),
    [
      ['A', undefined],
      ['B', undefined],
      ['C', undefined],
      ['D', undefined],
    ],
  );
});

test('The count of a value is unknown, not 0, where only the most frequent ones are counted', () => {
  const counted = { values: [{ value: 'ann', count: 5 }], valueCount: 300 };
  assert.ok(isCut(counted));
  assert.deepEqual(facetValues('owner', ['rare'], counted, ['ben']), [
    { value: 'rare', count: undefined, isSelected: true },
    { value: 'ann', count: 5, isSelected: false },
    { value: 'ben', count: undefined, isSelected: false },
  ]);
});

test('The values of a condition are counted beside the others', () => {
  const filter = { owners: ['ann'], withoutOwner: true, grades: ['A' as const] };
  assert.deepEqual(withoutCondition(filter, 'owner'), { grades: ['A'] });
});

test('An action goes on over refused leads, batch by batch, and lists them', async () => {
  const ids = Array.from({ length: BATCH_SIZE * 2 + 1 }, (_, n) => `lead-${n}`);
  const sizes: number[] = [];
  const steps: Progress[] = [];
  const end = await runBatches(
    ids,
    async (batch) => {
      sizes.push(batch.length);
      return [{ leadId: batch[0] ?? '', code: 'LEAD_NOT_FOUND', message: 'found none' }];
    },
    (progress) => steps.push(progress),
    new AbortController().signal,
  );
  assert.deepEqual(sizes, [BATCH_SIZE, BATCH_SIZE, 1]);
  assert.deepEqual([end.done, end.refusals.length, end.isRunning], [ids.length, 3, false]);
  assert.deepEqual(
    steps.map(({ done }) => done),
    [0, BATCH_SIZE, BATCH_SIZE * 2, ids.length, ids.length],
  );
});

test('An action that fails says how far it came, and one that is stopped sends no further batch', async () => {
  const ids = Array.from({ length: BATCH_SIZE * 3 }, (_, n) => `lead-${n}`);
  let sent = 0;
  const fault = new Error('UNREACHABLE');
  const failed = await runBatches(
    ids,
    async () => {
      sent += 1;
      if (sent === 2) throw fault;
      return [];
    },
    () => undefined,
    new AbortController().signal,
  );
  assert.deepEqual([failed.done, failed.failure, failed.isRunning], [BATCH_SIZE, fault, false]);
  const control = new AbortController();
  const stopped = await runBatches(
    ids,
    async () => {
      control.abort();
      return [];
    },
    () => undefined,
    control.signal,
  );
  assert.deepEqual([stopped.done, stopped.failure], [BATCH_SIZE, undefined]);
});
