import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { lockDirectory } from '../../../platform/database/directory-lock.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { addRows, countRows, createRows } from '../../support/database/database-rows.ts';

describe('the embedded database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lead-pglite-'));
  const wal = join(dataDir, 'postgres', 'pg_wal');
  let database: Database;

  before(async () => {
    database = await openDatabase({ dataDir });
    await createRows(database);
  });
  after(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  it('refuses a second holder of its directory', async () => {
    await assert.rejects(openDatabase({ dataDir }), { code: 'DATA_DIRECTORY_LOCKED' });
  });

  it('rejects whoever waits when it crashes, and opens again with every committed row', async () => {
    await addRows(database, 0, 10);
    // a WAL that cannot be continued is PostgreSQL's PANIC
    renameSync(wal, `${wal}-away`);
    const crash = sql`SELECT pg_switch_wal()`.execute(database.tables()).then(() => addRows(database, 100, 10));
    await assert.rejects(crash, (error: DomainError) => {
      assert.equal(error.code, 'DATABASE_UNAVAILABLE');
      assert.match((error.cause as Error).message, /pg_wal/);
      return true;
    });
    await assert.rejects(countRows(database), { code: 'DATABASE_UNAVAILABLE' });
    rmSync(wal, { recursive: true, force: true });
    renameSync(`${wal}-away`, wal);
    assert.equal(await countRows(database), 10);
  });

  it('does not let a transaction go on after a crash in its midst', async () => {
    const before = await countRows(database);
    const transaction = database.tables().transaction();
    const work = transaction.execute(async (trx) => {
      await sql`INSERT INTO public.row VALUES (1000, '')`.execute(trx);
      renameSync(wal, `${wal}-away`);
      await sql`SELECT pg_switch_wal()`.execute(trx);
      await sql`INSERT INTO public.row VALUES (1001, '')`.execute(trx);
      await assert.rejects(sql`SELECT pg_switch_wal()`.execute(trx), { code: 'DATABASE_UNAVAILABLE' });
      renameSync(`${wal}-away`, wal);
      await sql`INSERT INTO public.row VALUES (1002, '')`.execute(trx);
    });
    await assert.rejects(work, { code: 'DATABASE_UNAVAILABLE' });
    assert.equal(await countRows(database), before);
  });

  it('runs statements of others before or after a transaction, never in it', async () => {
    const before = await countRows(database);
    const add = async (first: number) =>
      database
        .tables()
        .transaction()
        .execute(async (trx) => {
          for (let n = 0; n < 5; n++) await sql`INSERT INTO public.row VALUES (${first + n}, '')`.execute(trx);
        });
    const looks = async () => {
      const counts: number[] = [];
      for (let n = 0; n < 20; n++) counts.push(await countRows(database));
      return counts;
    };
    const [, , ...seen] = await Promise.all([add(2_000), add(3_000), looks(), looks(), looks()]);
    for (const count of seen.flat()) assert.equal((count - before) % 5, 0, `saw ${count - before} of 10 rows`);
    assert.equal(await countRows(database), before + 10);
  });

  it('takes its turn again for a second statement of one connection', async () => {
    const before = await countRows(database);
    await database
      .tables()
      .connection()
      .execute(async (connection) => {
        const statements = Array.from({ length: 5 }, (_, n) => sql`INSERT INTO public.row VALUES (${4_000 + n}, '')`);
        const rolledBack = database
          .tables()
          .transaction()
          .execute(async (trx) => {
            await sql`INSERT INTO public.row VALUES (5000, '')`.execute(trx);
            throw new RangeError('roll back');
          });
        const refused = assert.rejects(rolledBack, RangeError);
        for (const statement of statements) await statement.execute(connection);
        await refused;
      });
    assert.equal(await countRows(database), before + 5);
  });

  it('lets whoever has begun finish before it closes, and nobody begin after', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lead-pglite-'));
    const other = await openDatabase({ dataDir: folder });
    await createRows(other);
    const work = Promise.all([addRows(other, 0, 5), addRows(other, 5, 5)]);
    await new Promise((resolve) => setImmediate(resolve));
    const closed = other.close();
    await work;
    await closed;
    await assert.rejects(countRows(other));
    const again = await openDatabase({ dataDir: folder });
    assert.equal(await countRows(again), 10);
    await again.close();
    rmSync(folder, { recursive: true });
  });

  it('says which directory does not open, and leaves it unlocked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lead-pglite-'));
    writeFileSync(join(folder, 'postgres'), 'no folder');
    await assert.rejects(openDatabase({ dataDir: folder }), (error: DomainError) => {
      assert.equal(error.code, 'DATABASE_UNAVAILABLE');
      assert.ok(error.message.includes(join(folder, 'postgres')), error.message);
      return true;
    });
    lockDirectory(folder).release();
    rmSync(folder, { recursive: true });
  });

  it('says which folder it cannot create', async () => {
    const inFile = join(dataDir, 'lock', 'data');
    await assert.rejects(openDatabase({ dataDir: inFile }), {
      code: 'CONFIGURATION_INVALID',
      message: `DATA_DIR: found ${inFile}, expected a folder this process can create (ENOTDIR)`,
    });
    assert.ok(!existsSync(inFile));
  });
});
