import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { openLakeStorage } from '../../../lake/storage/open-lake-storage.ts';
import { startAppendProcess } from '../../support/lake/append-process.ts';
import { BUCKET, useObjectStore, whyNoObjectStore } from '../../support/lake/object-store.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const ROWS = 20;
const BATCHES = 8;
const WRITERS = ['a', 'b', 'c', 'd'];

describe('Delta tables in an object store', { skip: whyNoObjectStore() ?? false }, () => {
  useObjectStore();

  const openTable = async (t: { after(work: () => void): void }): Promise<{ lake: Lake; url: string }> => {
    const { folder, ...local } = await temporaryLake(t);
    const url = `s3://${BUCKET}/${randomUUID()}`;
    const lake = { ...local, storage: await openLakeStorage(url, { tempDir: folder }) };
    await DeltaTable.at(lake, 'things').create([
      { name: 'id', type: 'long', nullable: false },
      { name: 'writer', type: 'string', nullable: false },
      { name: 'value', type: 'double', nullable: false },
    ]);
    return { lake, url };
  };

  test('four processes that race to commit lose and double nothing', { timeout: 120_000 }, async (t) => {
    const { lake, url } = await openTable(t);
    const writers = await Promise.all(
      WRITERS.map((name) => startAppendProcess(url, name, '0', String(BATCHES - 1), String(ROWS))),
    );
    for (const writer of writers) writer.go();
    for (const writer of writers) assert.equal((await writer.ended()).code, 0);
    const rows = await tableRows({ ...lake }, 'things', 'writer, id');
    assert.deepEqual(
      rows.map(({ writer, id }) => `${writer} ${id}`),
      WRITERS.flatMap((name) => Array.from({ length: BATCHES * ROWS }, (_, id) => `${name} ${id}`)),
    );
    assert.equal((await DeltaTable.at(lake, 'things').snapshot())?.version, WRITERS.length * BATCHES);
  });

  test('a killed writer leaves whole batches, and a repeat of the last one adds nothing', async (t) => {
    const { lake, url } = await openTable(t);
    let first = 0;
    for (const pauseMs of [0, 40, 90]) {
      const writer = await startAppendProcess(url, 'w', String(first), '99999', String(ROWS), '--txn');
      writer.go();
      await writer.committed(1);
      // at any point of a later commit
      await pause(pauseMs);
      writer.kill();
      const { batches } = await writer.ended();
      assert.ok(batches.size > 0, 'found no batch at all');
      const rows = await tableRows({ ...lake }, 'things', 'id');
      assert.deepEqual(
        rows.map(({ id }) => Number(id)),
        Array.from({ length: rows.length }, (_, id) => id),
      );
      assert.equal(rows.length % ROWS, 0);
      assert.ok(rows.length >= ROWS * batches.size);
      first = Math.max(0, rows.length / ROWS - 1);
    }
  });

  test('overwriting, compaction, checkpoints and vacuum work as in a folder', { timeout: 120_000 }, async (t) => {
    const { lake } = await openTable(t);
    const table = DeltaTable.at(lake, 'things');
    const batch = (id: number) => `SELECT ${id}::BIGINT AS id, 'x' AS writer, 0.5::DOUBLE AS value`;
    for (let id = 0; id < 12; id += 1) await table.append(batch(id));
    await table.compact();
    const ids = async () => (await tableRows({ ...lake }, 'things', 'id')).map(({ id }) => Number(id));
    assert.deepEqual(await ids(), [...Array(12).keys()]);
    await table.overwrite(batch(99));
    const later = { ...lake, now: () => Date.now() + 169 * 3_600_000 };
    await DeltaTable.at(later, 'things').vacuum();
    assert.deepEqual(await ids(), [99]);
    const left: string[] = [];
    for await (const { path } of lake.storage.walk('things')) if (path.endsWith('.parquet')) left.push(path);
    assert.equal(left.filter((path) => !path.includes('_delta_log')).length, 1);
    assert.ok(left.some((path) => path.includes('.checkpoint.')));
  });
});
