import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { maintainTable } from '../../../lake/silver/maintain-table.ts';
import { refreshSilver } from '../../../lake/silver/refresh-silver.ts';
import { appendBronze, interactionEvent, leadEvent } from '../../support/lake/bronze-rows.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

test('Small files are put together after every sixteenth commit, and silver goes on', async (t) => {
  const lake = await temporaryLake(t);
  await appendBronze(lake, { leads: [leadEvent({})] });
  const table = DeltaTable.at(lake, 'silver/interactions');
  const bronze = DeltaTable.at(lake, 'bronze/interaction_events');
  const refresh = async (interaction_id: string) => {
    await appendBronze(lake, { interactions: [interactionEvent({ interaction_id })] });
    await refreshSilver(lake);
    return (await table.snapshot())?.files.length;
  };
  assert.deepEqual([await refresh('a'), await refresh('b')], [1, 2]);
  await maintainTable(table, 15);
  assert.equal((await table.snapshot())?.files.length, 2);
  await maintainTable(table, 16);
  await bronze.compact();
  assert.equal((await table.snapshot())?.files.length, 1);
  assert.equal(await refresh('c'), 2);
  const ids = (await tableRows(lake, 'silver/interactions', 'interaction_id')).map((row) => row.interaction_id);
  assert.deepEqual(ids, ['a', 'b', 'c']);
});
