import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { maintainAfter } from '../../../lake/delta/maintain-table.ts';
import { maintainLake } from '../../../lake/maintain-lake.ts';
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
  await maintainAfter(table, 15);
  assert.equal((await table.snapshot())?.files.length, 2);
  await maintainAfter(table, 16);
  await bronze.compact();
  assert.equal((await table.snapshot())?.files.length, 1);
  assert.equal(await refresh('c'), 2);
  const ids = (await tableRows(lake, 'silver/interactions', 'interaction_id')).map((row) => row.interaction_id);
  assert.deepEqual(ids, ['a', 'b', 'c']);
});

test('Daily maintenance compacts a table of sixty-four files, and leaves one of fewer and one that is absent', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }]);
  const append = (id: number) => table.append(`SELECT ${id}::BIGINT AS id`);
  const filesAfter = async () => {
    await maintainLake(lake, ['absent', 'things']);
    return (await table.snapshot())?.files.length;
  };
  for (let id = 0; id < 63; id += 1) await append(id);
  assert.equal(await filesAfter(), 63);
  await append(63);
  assert.equal(await filesAfter(), 1);
  const ids = (await tableRows(lake, 'things', 'id')).map(({ id }) => Number(id));
  assert.deepEqual(ids, [...Array(64).keys()]);
});
