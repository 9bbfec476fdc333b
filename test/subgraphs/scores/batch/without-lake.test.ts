import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codesOf, ScoresWorld } from '../../../support/scores/scores-world.ts';

onEachDatabase((kind, open) => {
  describe(`a platform without a lake on ${kind}`, () => {
    it('refuses batch jobs', async () => {
      const world = await ScoresWorld.open(open, {});
      const start = await world.ask('mutation { startBatchJob(input: {}) { batchJob { id } } }');
      const read = await world.ask('mutation { importPredictions(input: { jobId: "a" }) { batchJob { id } } }');
      assert.deepEqual([codesOf(start), codesOf(read)], [['LAKE_OFF'], ['LAKE_OFF']]);
      await world.close();
    });
  });
});
