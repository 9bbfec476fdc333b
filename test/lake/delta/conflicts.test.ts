import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { commitActions } from '../../../lake/delta/commit.ts';
import { findConflict } from '../../../lake/delta/commit-conflict.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { EMPTY_STATE } from '../../../lake/delta/table-state.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { readActions } from '../../support/lake/log-entries.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

/** Storage that lets another writer go first, once, before the next commit. */
class RacingStorage extends LocalStorage {
  before: (() => Promise<unknown>) | undefined;

  override async createIfAbsent(path: string, bytes: Uint8Array): Promise<boolean> {
    const { before } = this;
    this.before = undefined;
    await before?.();
    return await super.createIfAbsent(path, bytes);
  }
}

async function openRace(t: TestContext) {
  const rival = await temporaryLake(t);
  const storage = new RacingStorage(rival.folder);
  const lake: Lake = { ...rival, storage };
  const table = DeltaTable.at(lake, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }]);
  await table.append('SELECT 1::BIGINT AS id');
  await table.append('SELECT 2::BIGINT AS id');
  const theirs = DeltaTable.at(rival, 'things');
  const dataFiles = async () =>
    (await readdir(join(rival.folder, 'things'))).filter((name) => name.endsWith('.parquet'));
  return { lake, rival, storage, table, theirs, dataFiles };
}

const CONFLICT = { code: 'LAKE_COMMIT_CONFLICT' };
const row = (id: number) => `SELECT ${id}::BIGINT AS id`;

test('a blind append follows appends, overwrites and compactions of others', async (t) => {
  const { storage, table, theirs, rival } = await openRace(t);
  storage.before = async () => {
    await theirs.append(row(3));
    await theirs.compact();
    await theirs.overwrite(row(4));
  };
  assert.deepEqual(await table.append(row(5)), { version: 6, rows: 1, isRepeat: false });
  assert.deepEqual(await tableRows(rival, 'things', 'id'), [{ id: 4n }, { id: 5n }]);
});

test('an overwrite conflicts with an append of another writer, and leaves no file', async (t) => {
  const { storage, table, theirs, rival, dataFiles } = await openRace(t);
  storage.before = () => theirs.append(row(3));
  await assert.rejects(table.overwrite(row(9)), CONFLICT);
  assert.equal((await tableRows(rival, 'things')).length, 3);
  assert.equal((await dataFiles()).length, 3);
  const basedOn = await table.snapshot();
  await theirs.append(row(4));
  await assert.rejects(table.overwrite(row(9), basedOn && { basedOn }), CONFLICT);
  assert.equal((await table.overwrite(row(9))).version, 5);
});

test('a compaction follows an append, and conflicts with the removal of its files', async (t) => {
  const { storage, table, theirs, rival, dataFiles } = await openRace(t);
  storage.before = () => theirs.append(row(3));
  await table.compact();
  assert.deepEqual(await tableRows(rival, 'things', 'id'), [{ id: 1n }, { id: 2n }, { id: 3n }]);
  storage.before = () => theirs.overwrite(row(4));
  const before = await dataFiles();
  await assert.rejects(table.compact(), CONFLICT);
  assert.deepEqual(await tableRows(rival, 'things'), [{ id: 4n }]);
  assert.equal((await dataFiles()).length, before.length + 1);
});

test('an append conflicts with another schema', async (t) => {
  const { storage, table, theirs, dataFiles } = await openRace(t);
  storage.before = () => theirs.append("SELECT 3::BIGINT AS id, 'x' AS added", { addColumns: true });
  await assert.rejects(table.append(row(9)), CONFLICT);
  assert.equal((await dataFiles()).length, 3);
  assert.equal((await table.append(row(9))).version, 4);
});

test('an application that commits its version twice at once is a repeat, and leaves no file', async (t) => {
  const { storage, table, theirs, dataFiles } = await openRace(t);
  const txn = { appId: 'feed', version: 5 };
  storage.before = () => theirs.append(row(3), { txn });
  assert.deepEqual(await table.append(row(3), { txn }), { version: 3, rows: 0, isRepeat: true });
  assert.equal((await dataFiles()).length, 3);
  storage.before = () => theirs.append(row(4), { txn: { appId: 'other', version: 9 } });
  assert.equal((await table.append(row(5), { txn: { ...txn, version: 6 } })).version, 5);
});

test('an application whose rows follow a version conflicts when the table has another one', async (t) => {
  const { storage, table, theirs, dataFiles } = await openRace(t);
  const txn = (version: number, follows?: number) => ({
    txn: { appId: 'feed', version, follows: { version: follows } },
  });
  await table.append(row(3), txn(1));
  storage.before = () => theirs.append(row(4), txn(2, 1));
  await assert.rejects(table.append(row(5), txn(3, 1)), CONFLICT);
  await assert.rejects(table.append(row(5), txn(3)), CONFLICT);
  assert.equal((await dataFiles()).length, 4);
  assert.equal((await table.append(row(5), txn(3, 2))).version, 5);
});

test('a commit whose answer was lost is not made twice', async (t) => {
  const { lake, rival } = await openRace(t);
  const storage = new LocalStorage(rival.folder);
  const createIfAbsent = storage.createIfAbsent.bind(storage);
  // as a store that repeats the request itself: the second one finds the file of the first
  storage.createIfAbsent = async (path, bytes) =>
    (await createIfAbsent(path, bytes)) && (await createIfAbsent(path, bytes));
  const table = DeltaTable.at({ ...lake, storage }, 'things');
  assert.deepEqual(await table.append(row(3)), { version: 3, rows: 1, isRepeat: false });
  assert.equal((await tableRows(rival, 'things')).length, 3);
});

test('times of commits increase though the clocks of their writers differ, and those of the log are the storage’s', async (t) => {
  const { rival, theirs } = await openRace(t);
  const clocks = [() => 1_000, () => Date.now() + 3_600_000, () => 1_000, Date.now];
  for (const [index, now] of clocks.entries()) await DeltaTable.at({ ...rival, now }, 'things').append(row(index + 3));
  const times: number[] = [];
  for (let version = 0; version <= 6; version += 1)
    times.push(Number((await readActions(rival.folder, 'things', version))[0]?.commitInfo?.timestamp));
  assert.deepEqual(times, [...new Set(times)].sort());
  const updatedAt = (await theirs.snapshot())?.updatedAt ?? 0;
  assert.ok(Math.abs(updatedAt - Date.now()) < 600_000);
});

test('a commit of nothing but a txn is made once', async (t) => {
  const { table } = await openRace(t);
  const txn = { appId: 'feed', version: 1 };
  assert.deepEqual(await table.append('SELECT 1::BIGINT AS id WHERE false', { txn }), {
    version: 3,
    rows: 0,
    isRepeat: false,
  });
  assert.equal((await table.append(row(1), { txn })).isRepeat, true);
  assert.deepEqual(await table.append('SELECT 1::BIGINT AS id WHERE false'), { version: 3, rows: 0, isRepeat: false });
});

test('conflicts follow what a commit was computed from', () => {
  const add = { add: { path: 'b', partitionValues: {}, size: 1, modificationTime: 0, dataChange: true } };
  const remove = { remove: { path: 'a', dataChange: true } };
  const of = (reads: 'nothing' | 'all' | Set<string>) =>
    [[add], [remove], [{ txn: { appId: 'x', version: 1 } }]].map(
      (theirs) => findConflict({ reads }, theirs) !== undefined,
    );
  assert.deepEqual(of('nothing'), [false, false, false]);
  assert.deepEqual(of('all'), [true, true, false]);
  assert.deepEqual(of(new Set(['a'])), [false, true, false]);
  assert.deepEqual(of(new Set(['b'])), [false, false, false]);
});

test('a commit into a log whose entry vanishes again and again ends with a conflict', async (t) => {
  const { lake, rival } = await openRace(t);
  const storage = Object.assign(new LocalStorage(rival.folder), { createIfAbsent: async () => false });
  const plan = { operation: 'WRITE', actions: [], reads: 'nothing' } as const;
  await assert.rejects(commitActions({ ...lake, storage }, 'nowhere', plan, EMPTY_STATE), CONFLICT);
});
