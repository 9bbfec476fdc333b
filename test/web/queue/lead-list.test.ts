import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LeadList } from '../../../web/src/queue/list/lead-list.ts';

interface Row {
  readonly id: string;
  readonly value: number;
}

/** A ranking on the server; cursors name the lead that they stand after. */
class Ranking {
  readonly reads: string[] = [];
  readonly ids: readonly string[];
  readonly values = new Map<string, number>();
  readonly gone = new Set<string>();
  fault: Error | undefined;

  constructor(size: number) {
    this.ids = Array.from({ length: size }, (_, rank) => `lead-${rank}`);
  }

  get list(): LeadList<Row> {
    return new LeadList<Row>({
      page: async (after, before) => {
        this.reads.push(`page ${after ?? '-'} ${before ?? '-'}`);
        const { found, hasNext } = this.#after(after, 100, before);
        const rows = found.map((id) => ({ id, value: this.values.get(id) ?? 0 }));
        return { rows, cursors: found, hasNext };
      },
      cursors: async (after) => {
        this.reads.push(`cursors ${after ?? '-'}`);
        const { found, hasNext } = this.#after(after, 200);
        return { cursors: found, hasNext };
      },
    });
  }

  #after(after: string | undefined, first: number, before?: string): { found: string[]; hasNext: boolean } {
    if (this.fault) throw this.fault;
    const start = after === undefined ? 0 : this.ids.indexOf(after) + 1;
    const end = before === undefined ? this.ids.length : this.ids.indexOf(before);
    const present = this.ids.slice(start, end).filter((id) => !this.gone.has(id));
    return { found: present.slice(0, first), hasNext: end < this.ids.length || present.length > first };
  }
}

/** Waits until the list has nothing more to read. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

function idAt(list: LeadList<Row>, rank: number): string | undefined {
  const slot = list.at(rank);
  return typeof slot === 'object' ? slot.row.id : slot;
}

test('A list reads the page on the screen, and its neighbour', async () => {
  const ranking = new Ranking(1_000);
  const { list } = ranking;
  assert.deepEqual(list.state(), { known: 0, isEnd: false, isReady: false, failure: undefined });
  list.show(0, 20);
  await settled();
  assert.deepEqual(ranking.reads, ['page - -', 'page lead-99 -']);
  assert.deepEqual([idAt(list, 0), idAt(list, 199), idAt(list, 200)], ['lead-0', 'lead-199', undefined]);
  assert.deepEqual(list.state(), { known: 200, isEnd: false, isReady: true, failure: undefined });
});

test('A list without leads is at its end', async () => {
  const { list } = new Ranking(0);
  list.show(0, 20);
  await settled();
  assert.deepEqual(list.state(), { known: 0, isEnd: true, isReady: true, failure: undefined });
});

test('A list of exactly two pages ends with the second', async () => {
  const { list } = new Ranking(200);
  list.show(150, 170);
  await settled();
  assert.deepEqual([list.state().known, list.state().isEnd, idAt(list, 199)], [200, true, 'lead-199']);
});

test('A rank far below is found by cursors, two pages at a time', async () => {
  const ranking = new Ranking(2_095);
  const { list } = ranking;
  list.show(2_080, 2_094);
  await settled();
  assert.equal(ranking.reads.filter((read) => read.startsWith('cursors')).length, 10);
  assert.equal(ranking.reads.filter((read) => read.startsWith('page')).length, 2);
  assert.equal(idAt(list, 2_094), 'lead-2094');
  assert.deepEqual([list.state().known, list.state().isEnd], [2_095, true]);
});

test('A rank beyond the end leaves the list at its end', async () => {
  const { list } = new Ranking(350);
  list.show(5_000, 5_020);
  await settled();
  assert.deepEqual([list.state().known, list.state().isEnd, list.state().failure], [350, true, undefined]);
});

test('Pages left behind are dropped but for the first two, and read again by their cursors', async () => {
  const ranking = new Ranking(5_000);
  const { list } = ranking;
  for (let first = 0; first <= 3_000; first += 100) {
    list.show(first, first + 20);
    await settled();
  }
  assert.equal(list.loadedIds().length, 1_000);
  assert.deepEqual([idAt(list, 0), idAt(list, 250), idAt(list, 3_010)], ['lead-0', undefined, 'lead-3010']);
  ranking.reads.length = 0;
  list.show(500, 520);
  await settled();
  assert.deepEqual(ranking.reads, ['page lead-499 lead-600', 'page lead-599 lead-700', 'page lead-399 lead-500']);
  assert.equal(idAt(list, 510), 'lead-510');
});

test('Memory stays bounded over a million leads', async () => {
  const ranking = new Ranking(20_000);
  const { list } = ranking;
  let most = 0;
  for (let first = 0; first < 20_000; first += 400) {
    list.show(first, first + 30);
    await settled();
    most = Math.max(most, list.loadedIds().length);
  }
  assert.ok(most <= 1_000, `found ${most} leads in memory`);
});

test('A lead that left keeps its place as gone when its page is read again', async () => {
  const ranking = new Ranking(300);
  const { list } = ranking;
  list.show(0, 20);
  await settled();
  ranking.gone.add('lead-3');
  ranking.values.set('lead-4', 7);
  list.refresh();
  await settled();
  const [gone, next] = [list.at(3), list.at(4)];
  assert.ok(typeof gone === 'object' && gone.isGone && gone.row.id === 'lead-3');
  assert.ok(typeof next === 'object' && next.row.value === 7 && next.ranked.value === 0 && !next.isGone);
  ranking.gone.clear();
  list.refresh();
  await settled();
  const back = list.at(3);
  assert.ok(typeof back === 'object' && !back.isGone);
});

test('The place of a lead that left is missing when its page had been dropped', async () => {
  const ranking = new Ranking(3_000);
  const { list } = ranking;
  for (let first = 0; first <= 2_000; first += 100) {
    list.show(first, first + 20);
    await settled();
  }
  ranking.gone.add('lead-510');
  list.show(500, 520);
  await settled();
  assert.deepEqual([idAt(list, 509), idAt(list, 510), idAt(list, 599)], ['lead-509', 'lead-511', 'MISSING']);
  assert.equal(idAt(list, 600), 'lead-600');
});

test('Changes of rows are told once, and only where they change something', async () => {
  const { list } = new Ranking(300);
  list.show(0, 20);
  await settled();
  let calls = 0;
  list.follow(() => {
    calls += 1;
  });
  const raise = (row: Row): Row => ({ ...row, value: 1 });
  list.apply(new Map([['lead-1', raise], ['lead-2', raise], ['lead-9999', raise]])); // biome-ignore format: one per line says nothing
  assert.equal(calls, 1);
  const slot = list.at(2);
  assert.ok(typeof slot === 'object' && slot.row.value === 1 && slot.changes === 1);
  list.apply(new Map([['lead-1', (row: Row) => row]]));
  assert.equal(calls, 1);
});

test('A failure stops reading, keeps the rows, and is got over by a retry', async () => {
  const ranking = new Ranking(1_000);
  const { list } = ranking;
  list.show(0, 20);
  await settled();
  ranking.fault = new Error('CURSOR_EXPIRED');
  list.show(300, 320);
  await settled();
  assert.equal(list.state().failure, ranking.fault);
  assert.equal(idAt(list, 0), 'lead-0');
  const before = ranking.reads.length;
  list.show(400, 420);
  await settled();
  assert.equal(ranking.reads.length, before);
  ranking.fault = undefined;
  list.retry();
  await settled();
  assert.deepEqual([list.state().failure, idAt(list, 400)], [undefined, 'lead-400']);
});

test('A refresh that fails is made good for by the retry', async () => {
  const ranking = new Ranking(300);
  const { list } = ranking;
  list.show(0, 20);
  await settled();
  ranking.values.set('lead-4', 7);
  ranking.fault = new Error('UNREACHABLE');
  list.refresh();
  await settled();
  ranking.fault = undefined;
  list.retry();
  await settled();
  const slot = list.at(4);
  assert.ok(typeof slot === 'object' && slot.row.value === 7);
});

test('An answer that comes after the list was closed is not taken', async () => {
  const { list } = new Ranking(300);
  list.show(0, 20);
  list.close();
  await settled();
  assert.equal(list.state().isReady, false);
});
