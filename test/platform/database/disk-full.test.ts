import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import { addRows, countRows, createRows } from '../../support/database/database-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'lead-disk-'));
const ROWS_PER_COMMIT = 500;

describe('the embedded database on a disk without room', { skip: whyNoSmallDisk() }, () => {
  after(() => rmSync(folder, { recursive: true }));

  it('keeps every acknowledged row when its WAL cannot grow, and heals when room is made', async () => {
    // 60 MB: the database takes 40, so the second WAL segment does not fit
    await withDisk('60m', async (dataDir) => {
      const database = await openDatabase({ dataDir });
      const acknowledged = await fill(database);
      await assert.rejects(countRows(database), { code: 'STORAGE_FULL' });
      resize('120m');
      assert.equal(await countRows(database), acknowledged);
      await addRows(database, 1_000_000, 10);
      await database.close();
    });
  });

  it('goes on reading when its tables cannot grow, and keeps every acknowledged row when opened again', async () => {
    await withDisk('100m', async (dataDir) => {
      const database = await openDatabase({ dataDir });
      const acknowledged = await fill(database);
      assert.equal(await countRows(database), acknowledged);
      await database.close();
      const again = await openDatabase({ dataDir });
      assert.equal(await countRows(again), acknowledged);
      await again.close();
    });
  });

  it('is not created on a disk that is too small, and is when there is room', async () => {
    await withDisk('20m', async (dataDir) => {
      await assert.rejects(openDatabase({ dataDir }), { code: 'STORAGE_FULL' });
      resize('120m');
      const database = await openDatabase({ dataDir });
      await createRows(database);
      await database.close();
    });
  });
});

/** Adds rows until the database refuses them as it should. */
async function fill(database: Database): Promise<number> {
  await createRows(database);
  for (let rows = 0; ; rows += ROWS_PER_COMMIT)
    try {
      await addRows(database, rows, ROWS_PER_COMMIT);
    } catch (error) {
      assert.ok(error instanceof DomainError, String(error));
      assert.equal(error.code, 'STORAGE_FULL');
      return rows;
    }
}

async function withDisk(size: string, body: (dataDir: string) => Promise<void>): Promise<void> {
  mount(size);
  try {
    await body(join(folder, 'data'));
  } finally {
    // lazily: a failed test may still have the database open
    execFileSync('umount', ['--lazy', folder]);
  }
}

function mount(size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
}

function resize(size: string): void {
  execFileSync('mount', ['-o', `remount,size=${size}`, folder]);
}

function whyNoSmallDisk(): string | false {
  try {
    mount('1m');
    execFileSync('umount', [folder]);
    return false;
  } catch (error) {
    return `disk-full suite skipped: cannot mount a small tmpfs (${(error as Error).message.trim()})`;
  }
}
