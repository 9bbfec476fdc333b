import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeltaTable } from '../../lake/delta/delta-table.ts';
import type { Lake } from '../../lake/delta/lake.ts';
import { DuckDb } from '../../lake/duckdb/duck-db.ts';
import { openLakeStorage } from '../../lake/storage/open-lake-storage.ts';
import { startAppendProcess } from '../../test/support/lake/append-process.ts';
import { median } from '../median.ts';

const ROWS = 1_000;
const MOST_MS = 20;

/**
 * `npm run bench:lake -- append [ROUNDS COMMITS URL]`: milliseconds of a durable append of 1,000 rows, by one writer and
 * by four that race, in turns, beside four synchronised writes of the same disk. Exit code 1 when a row is lost or
 * doubled; times decide nothing.
 */
export async function benchAppend([rounds = '3', commits = '100', url]: readonly string[]): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'bench-append-'));
  const times: Record<string, number[]> = { 'one writer': [], 'four writers': [] };
  const syncs: number[] = [];
  let lost = 0;
  try {
    for (let round = 0; round < Number(rounds); round += 1) {
      syncs.push(...(await timeSyncs(root)));
      for (const [name, writers] of [
        ['one writer', 1],
        ['four writers', 4],
      ] as const) {
        const lake = `${url ?? root}/${name.replace(' ', '-')}-${round}`;
        const result = await race(lake, join(root, 'temp'), writers, Number(commits));
        times[name]?.push(...result.times);
        lost += result.lost;
      }
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  console.log(`four synchronised writes of 30 kB: median ${median(syncs).toFixed(1)} ms`);
  for (const [name, all] of Object.entries(times)) console.log(`${name}: ${describe(all)}`);
  console.log(`four writers: floor ${MOST_MS} ms; rows lost or doubled: ${lost}`);
  if (lost > 0) process.exitCode = 1;
}

function describe(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  return `${times.length} appends of ${ROWS} rows, median ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
}

/** Lets writers append at once; all their times, and how many rows are missing or there twice. */
async function race(url: string, tempDir: string, writers: number, commits: number) {
  const duckDb = await DuckDb.open({ memoryMb: 512, threads: 2, tempDir });
  const lake: Lake = { storage: await openLakeStorage(url, { tempDir }), duckDb };
  try {
    await createTable(lake);
    const args = (writer: number) => [`w${writer}`, '0', String(commits - 1), String(ROWS)];
    const processes = await Promise.all(
      [...Array(writers).keys()].map((writer) => startAppendProcess(url, ...args(writer))),
    );
    for (const process of processes) process.go();
    const times: number[] = [];
    for (const process of processes) times.push(...(await process.ended()).batches.values());
    const expected = writers * commits * ROWS;
    const { rows, ids } = await countRows(lake);
    // every writer writes the same ids: as many rows as expected, and each id of each writer once
    return { times, lost: Math.abs(rows - expected) + (expected - ids) };
  } finally {
    await duckDb.close();
  }
}

async function createTable(lake: Lake): Promise<void> {
  await DeltaTable.at(lake, 'things').create([
    { name: 'id', type: 'long', nullable: false },
    { name: 'writer', type: 'string', nullable: false },
    { name: 'value', type: 'double', nullable: false },
  ]);
}

async function countRows(lake: Lake): Promise<{ readonly rows: number; readonly ids: number }> {
  const opened = await (await DeltaTable.at(lake, 'things').snapshot())?.open();
  try {
    const [row] = await lake.duckDb.use((connection) =>
      connection.rows(`SELECT count(*) AS rows, count(DISTINCT (id, writer)) AS ids FROM ${opened?.relation}`),
    );
    return { rows: Number(row?.rows), ids: Number(row?.ids) };
  } finally {
    await opened?.release();
  }
}

/** Milliseconds of what an append cannot do without: data, its folder, the commit, the log's folder. */
async function timeSyncs(folder: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < 50; turn += 1) {
    const begin = performance.now();
    for (let file = 0; file < 4; file += 1) {
      const handle = await open(join(folder, `sync-${file}`), 'w');
      await handle.writeFile(randomBytes(30_000));
      await handle.sync();
      await handle.close();
    }
    times.push(performance.now() - begin);
  }
  return times;
}
