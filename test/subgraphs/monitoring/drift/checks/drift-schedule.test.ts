import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../../../../../platform/database/database.ts';
import { createLogger } from '../../../../../platform/logger.ts';
import { createDrift, type Drift } from '../../../../../subgraphs/monitoring/create-drift.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { DriftWorld, HOUR_MS, NOW } from '../../../../support/monitoring/drift-world.ts';

onEachDatabase((kind, open) => {
  describe(`the drift schedule on ${kind}`, () => {
    let store: TestDatabase;
    let world: DriftWorld;
    let other: Database;
    let replicas: readonly Drift[];
    let now = NOW;

    before(async () => {
      store = await open(...DriftWorld.schemas);
      world = await DriftWorld.open(store);
      await world.addPredictions({ rows: 400, from: NOW - 20 * HOUR_MS, until: NOW });
      // another process where the database lets another in
      other = (await store.openAgain?.()) ?? store.database;
      replicas = [store.database, other].map((database, i) =>
        createDrift({ database, log: createLogger('silent'), clock: () => now, holder: `replica ${i}` }),
      );
    });

    after(async () => {
      for (const replica of replicas) await replica.close();
      await world.close();
      if (other !== store.database) await other.close();
      await store.close();
    });

    const reports = async () => {
      const { rows } = await sql<{ version: number; slot: number }>`
        SELECT version, slot FROM monitoring.drift_report ORDER BY id`.execute(world.db);
      return rows;
    };
    const look = () => Promise.all(replicas.map(({ schedule }) => schedule.runDue()));

    test('Of two replicas that run at once, one checks', async () => {
      await look();
      assert.deepEqual(await reports(), [{ version: 1, slot: NOW / HOUR_MS }]);
    });

    test('A slot is checked once, and the next one again, by the leader', async () => {
      now += HOUR_MS / 2;
      await look();
      assert.equal((await reports()).length, 1);
      await replicas[0]?.schedule.close();
      now += HOUR_MS / 2;
      await replicas[1]?.schedule.runDue();
      assert.deepEqual(
        (await reports()).map(({ slot }) => slot - NOW / HOUR_MS),
        [0, 1],
      );
    });

    test('Two checks of one slot, of which neither knows, leave one report', async () => {
      const request = { model: 'lead-conversion', version: 1, requestedBy: null, slot: 7 };
      const made = await Promise.all(replicas.map(({ runCheck }) => runCheck(request)));
      assert.equal(made.filter((report) => report !== undefined).length, 1);
      assert.equal((await reports()).filter(({ slot }) => slot === 7).length, 1);
    });

    test('A version without predictions is left out of its slot, and checked in the next', async () => {
      now += 30 * HOUR_MS;
      await replicas[1]?.schedule.runDue();
      assert.ok((await reports()).every(({ slot }) => slot < Math.floor(now / HOUR_MS)));
      await world.addPredictions({ rows: 300, from: now - HOUR_MS, until: now, seed: 9 });
      await replicas[1]?.schedule.runDue();
      assert.notEqual((await reports()).at(-1)?.slot, Math.floor(now / HOUR_MS));
      now += HOUR_MS;
      await replicas[1]?.schedule.runDue();
      assert.equal((await reports()).at(-1)?.slot, Math.floor(now / HOUR_MS));
    });

    test('Drift reports are deleted after their time, with all that belongs to them', async () => {
      now += 91 * 24 * HOUR_MS;
      await replicas[1]?.schedule.runDue();
      assert.deepEqual(await reports(), []);
      const { rows } =
        await sql`SELECT 1 FROM monitoring.drift_feature UNION ALL SELECT 1 FROM monitoring.drift_slice`.execute(
          world.db,
        );
      assert.deepEqual(rows, []);
    });
  });
});
