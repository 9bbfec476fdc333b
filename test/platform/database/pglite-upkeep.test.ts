import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PgliteSession } from '../../../platform/database/pglite-session.ts';
import { keepUp } from '../../../platform/database/pglite-upkeep.ts';

const WAL_SINCE_CHECKPOINT =
  'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 AS value FROM pg_control_checkpoint()';
const DEAD_ROWS = "SELECT n_dead_tup AS value FROM pg_stat_user_tables WHERE relname = 'row'";
const ESTIMATED_ROWS = "SELECT reltuples::float8 AS value FROM pg_class WHERE relname = 'row'";

describe('the upkeep of the embedded database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lead-upkeep-'));
  let session: PgliteSession;

  before(async () => {
    session = await PgliteSession.open(join(folder, 'postgres'));
    await session.query('CREATE TABLE public.row (id int, padding text)');
  });
  after(async () => {
    await session.close();
    rmSync(folder, { recursive: true });
  });

  const value = async (sql: string): Promise<number> => Number((await session.query(sql)).rows?.[0]?.value);
  const run = () => keepUp((sql) => session.query(sql));

  it('frees dead rows and tells the planner how many rows there are', async () => {
    await session.query("INSERT INTO public.row SELECT n, '' FROM generate_series(1, 5000) AS n");
    await session.query('DELETE FROM public.row WHERE id > 1000');
    await session.query('SELECT pg_stat_force_next_flush()');
    assert.equal(await value(DEAD_ROWS), 4_000);
    await run();
    await session.query('SELECT pg_stat_force_next_flush()');
    assert.equal(await value(DEAD_ROWS), 0);
    assert.equal(await value(ESTIMATED_ROWS), 1_000);
  });

  it('writes a checkpoint once the WAL has grown by 64 MiB, not before', async () => {
    await session.query("INSERT INTO public.row SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) AS n");
    await run();
    const afterLittle = await value(WAL_SINCE_CHECKPOINT);
    assert.ok(afterLittle > 20_000_000, String(afterLittle));
    await session.query("INSERT INTO public.row SELECT n, repeat('x', 1000) FROM generate_series(1, 60000) AS n");
    await run();
    const afterMuch = await value(WAL_SINCE_CHECKPOINT);
    assert.ok(afterMuch < afterLittle, String(afterMuch));
  });
});
