import assert from 'node:assert/strict';
import { readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { refreshGold } from '../../../lake/gold/refresh-gold.ts';
import { refreshSilver } from '../../../lake/silver/refresh-silver.ts';
import { appendBronze, interactionEvent, leadEvent } from '../../support/lake/bronze-rows.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

test('A truncated file of bronze is a coded error, and silver goes on once it is whole again', async (t) => {
  const lake = await temporaryLake(t);
  await appendBronze(lake, { leads: [leadEvent({})], interactions: [interactionEvent({})] });
  const folder = join(lake.folder, 'bronze/interaction_events');
  const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.parquet'));
  const whole = await readFile(join(folder, name));
  await truncate(join(folder, name), whole.length - 40);
  await assert.rejects(refreshSilver(lake), { code: 'LAKE_FILE_CORRUPT' });
  // same size, other bytes
  await writeFile(join(folder, name), Buffer.alloc(whole.length, 'x'));
  await assert.rejects(refreshSilver(lake), { code: 'LAKE_FILE_CORRUPT' });
  assert.equal(await DeltaTable.at(lake, 'silver/interactions').snapshot(), undefined);
  await writeFile(join(folder, name), whole);
  // DuckDB keeps what it read of a file as long as its time is the same
  await utimes(join(folder, name), new Date(), new Date(Date.now() + 60_000));
  await refreshSilver(lake);
  assert.equal((await tableRows(lake, 'silver/interactions')).length, 1);
});

test('A bronze table that somebody changed is refused by the names of its columns', async (t) => {
  const lake = await temporaryLake(t);
  const columns = LEAD_EVENTS.columns.filter(({ name }) => name !== 'version');
  await DeltaTable.at(lake, LEAD_EVENTS.path).create(
    columns.map((column) => (column.name === 'created_at' ? { ...column, type: 'timestamp' } : column)),
  );
  await assert.rejects(refreshSilver(lake), (error: Error) => {
    assert.match(error.message, /bronze\/lead_events: version: found no such column, expected integer/);
    assert.match(error.message, /created_at: found timestamp, expected long/);
    return true;
  });
});

test('A silver table that somebody changed is made again, and gold waits for it', async (t) => {
  const lake = await temporaryLake(t);
  await appendBronze(lake, { leads: [leadEvent({})], interactions: [interactionEvent({})] });
  await refreshSilver(lake);
  const table = DeltaTable.at(lake, 'silver/interactions');
  const before = await tableRows(lake, 'silver/interactions');
  await table.overwrite("SELECT 'x' AS lead_id, 'y' AS kind", {
    schema: [
      { name: 'lead_id', type: 'string', nullable: true },
      { name: 'kind', type: 'string', nullable: true },
    ],
  });
  await assert.rejects(refreshGold(lake), { code: 'LAKE_SCHEMA_MISMATCH' });
  await refreshSilver(lake);
  assert.deepEqual(await tableRows(lake, 'silver/interactions'), before);
  assert.deepEqual(await refreshGold(lake), { 'gold/features': 1, 'gold/training_set': 1 });
});
