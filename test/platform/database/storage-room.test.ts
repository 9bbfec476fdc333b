import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { storageFull } from '../../../platform/database/database-error.ts';
import { addStorageMetric, databaseProbes } from '../../../platform/database/database-probes.ts';

describe('the room of the embedded database', () => {
  let dataDir: string;
  let database: Database;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-room-'));
    database = await openDatabase({ dataDir });
  });
  after(async () => {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const probe = (storageReserveBytes: number) =>
    databaseProbes(database, { storageReserveBytes, databaseUnhealthyAfterMs: 60_000 }).storage;

  it('makes the process unready below the reserve, and only there', async () => {
    const free = (await database.findFreeBytes()) as number;
    await probe(Math.floor(free / 2))?.();
    await assert.rejects(async () => probe(2 * free)?.(), /bytes free, expected at least/);
  });

  it('is a metric', async () => {
    const registry = new Registry();
    addStorageMetric(database, registry);
    const found = /^leadscore_storage_free_bytes (\S+)$/m.exec(await registry.metrics())?.[1];
    assert.ok(Number(found) > 0, found);
  });

  it('makes the process unready after a statement that found none', async () => {
    database.health.recordFailure(storageFull(new Error('no space left on device')));
    await assert.rejects(async () => probe(0)?.(), /found no room left/);
  });
});
