import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SmallDisk } from '../../../bench/faults/site/small-disk.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { LakeStorage } from '../../../lake/storage/lake-storage.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { DomainError } from '../../../platform/errors.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const COLUMNS = [
  { name: 'id', type: 'long', nullable: false },
  { name: 'text', type: 'string', nullable: true },
] as const;

const full = new DomainError('LAKE_STORAGE_FULL', 'no room left');
const unavailable = new DomainError('LAKE_STORAGE_UNAVAILABLE', 'no answer');

test('a commit that finds no room at any of its steps changes nothing and leaves no file', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create(COLUMNS);
  await table.append('SELECT 1 AS id');
  await table.append('SELECT 2 AS id');
  const fail = async () => {
    throw full;
  };
  const storage = new LocalStorage(lake.folder);
  const steps: readonly Partial<LakeStorage>[] = [
    { stage: fail },
    { stage: async (folder) => ({ ...(await storage.stage(folder)), store: fail }) },
    { createIfAbsent: fail },
  ];
  for (const step of steps) {
    const failing = Object.assign(new LocalStorage(lake.folder), step);
    const writer = DeltaTable.at({ ...lake, storage: failing }, 'things');
    await assert.rejects(writer.append('SELECT 3 AS id'), full);
    await assert.rejects(writer.overwrite('SELECT 3 AS id'), full);
    await assert.rejects(writer.compact(), full);
    assert.deepEqual(
      await tableRows(lake, 'things', 'id'),
      [1n, 2n].map((id) => ({ id, text: null })),
    );
    assert.equal((await readdir(join(lake.folder, 'things'))).length, 3);
  }
});

test('a commit whose outcome is unknown keeps its file, and its repetition is one', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create(COLUMNS);
  const storage = new LocalStorage(lake.folder);
  const createIfAbsent = storage.createIfAbsent.bind(storage);
  storage.createIfAbsent = async (path, bytes) => {
    await createIfAbsent(path, bytes);
    throw unavailable;
  };
  const txn = { appId: 'feed', version: 1 };
  await assert.rejects(DeltaTable.at({ ...lake, storage }, 'things').append('SELECT 1 AS id', { txn }), unavailable);
  assert.deepEqual(await table.append('SELECT 1 AS id', { txn }), { version: 1, rows: 0, isRepeat: true });
  assert.equal((await tableRows(lake, 'things')).length, 1);
});

test('a folder that cannot be written to is named', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at({ ...lake, storage: new LocalStorage('/dev/null') }, 'things');
  await assert.rejects(table.create(COLUMNS), { code: 'LAKE_STORAGE_UNAVAILABLE', message: /\/dev\/null/ });
});

test('a disk that is full in the middle of commits loses nothing that was acknowledged', {
  skip: SmallDisk.whyNot(),
}, async (t) => {
  const disk = SmallDisk.mount('3m');
  t.after(() => disk.unmount());
  const base = await temporaryLake(t);
  const lake = { ...base, storage: new LocalStorage(join(disk.folder, 'lake')) };
  const table = DeltaTable.at(lake, 'things');
  await table.create(COLUMNS);
  const append = (first: number, rows: number) =>
    table.append(`SELECT range AS id, md5(range::VARCHAR) AS text FROM range(${first}, ${first + rows})`);
  let [acknowledged, refused] = [0, 0];
  // ever smaller commits: the disk is full at another step of each
  for (const rows of [4_000, 2_000, 1_000, 500, 250, 100, 50, 20, 10, 1])
    for (;;)
      try {
        acknowledged += (await append(acknowledged, rows)).rows;
      } catch (error) {
        assert.equal((error as DomainError).code, 'LAKE_STORAGE_FULL', String(error));
        refused += 1;
        break;
      }
  assert.ok(refused === 10 && acknowledged > 0);
  const reader = { ...lake };
  const rows = await tableRows(reader, 'things', 'id');
  assert.deepEqual(
    rows.map(({ id }) => Number(id)),
    [...Array(acknowledged).keys()],
  );
  execFileSync('mount', ['-o', 'remount,size=8m', disk.folder]);
  await append(acknowledged, 1);
  const files = (await readdir(join(disk.folder, 'lake/things'))).filter((name) => name !== '_delta_log');
  assert.equal(files.length, (await table.snapshot())?.files.length);
});
