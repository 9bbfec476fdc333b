import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { createModels, type Models } from '../../subgraphs/models/subgraph.ts';
import { createScores, type Scores } from '../../subgraphs/scores/subgraph.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { BYTES, manifestOf } from '../support/models/models-bench.ts';
import { askScores } from '../support/scores/scores-world.ts';

const MODEL = 'lead-conversion';
const BY = { by: 'ann', reason: 'test' };
const SCORE = 'mutation { scoreLead(leadId: "lead") { score { modelVersion { version } } } }';
// more than a batch of the event loop's own: it runs in a worker thread
const SCORE_MANY = `mutation { scoreLeads(leadIds: ${JSON.stringify(Array(100).fill('lead'))}) {
  results { error { code } score { modelVersion { version } } }
} }`;
const PATIENCE_MS = 10_000;

onEachDatabase((kind, open) => {
  describe(`a promotion under constant scoring on ${kind}`, () => {
    let store: TestDatabase;
    let models: Models;
    const replicas: { readonly scores: Scores; readonly database: Database }[] = [];
    const log = createLogger('silent');
    before(async () => {
      store = await open('leads', 'models', 'scores');
      const { database } = store;
      await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
        VALUES ('lead', 0, 0, 'NEW')`.execute(database.tables<never>());
      models = await createModels({ database, log });
      for (const version of [1, 2, 3])
        await models.registry.register({
          ...BY,
          artifact: { bytes: BYTES },
          manifest: manifestOf(MODEL),
          version,
          stage: 'NONE',
        });
      await models.registry.promote({ model: MODEL, version: 1 }, BY);
      for (const replica of [database, await store.openAgain?.()])
        if (replica) replicas.push({ scores: await startScores(replica), database: replica });
      for (const { scores } of replicas) await askScores(scores, SCORE_MANY, {});
    });
    after(async () => {
      for (const { scores } of replicas) await scores.close();
      for (const { database } of replicas.slice(1)) await database.close();
      await models.close();
      await store.close();
    });

    const startScores = async (database: Database): Promise<Scores> =>
      // a poll too rare to help: the event alone must bring the news
      createScores({ database, outbox: await Outbox.open(database, log), log, inferenceWorkers: 1, pollMs: 60_000 });

    /**
     * Scores on every replica without a pause, until `change` is done and the version answers on each. Only the event can
     * bring that about: the next poll comes later.
     *
     * @returns milliseconds
     */
    const scoreDuring = async (change: () => Promise<unknown>, version: number): Promise<number> => {
      const errors: unknown[] = [];
      const changed = new Set<Scores>();
      let running = true;
      const ask = async (scores: Scores, operation: string, everyMs: number): Promise<void> => {
        for (; running; await sleep(everyMs)) {
          const { data, errors: refused = [] } = await askScores(scores, operation, {});
          errors.push(...refused);
          // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the two operations above
          const { scoreLead, scoreLeads } = data as any;
          const results = scoreLeads?.results ?? [scoreLead];
          // biome-ignore lint/suspicious/noExplicitAny: as above
          errors.push(...results.filter(({ score }: any) => !score));
          if (results.at(-1).score?.modelVersion.version === version) changed.add(scores);
        }
      };
      // about 1,000 scores a second each, in batches of both kinds
      const asking = replicas.flatMap(({ scores }) => [ask(scores, SCORE, 5), ask(scores, SCORE_MANY, 100)]);
      await sleep(300);
      assert.equal(changed.size, 0);
      await change();
      const committedAt = performance.now();
      while (changed.size < replicas.length && performance.now() - committedAt < PATIENCE_MS) await sleep(1);
      const elapsedMs = performance.now() - committedAt;
      running = false;
      await Promise.all(asking);
      assert.deepEqual(errors, []);
      assert.equal(changed.size, replicas.length, `replicas with version ${version} after ${elapsedMs} ms`);
      return elapsedMs;
    };

    test('fails no request, and the new champion answers on every replica before the next poll', async (t) => {
      const elapsedMs = await scoreDuring(() => models.registry.promote({ model: MODEL, version: 2 }, BY), 2);
      t.diagnostic(`${elapsedMs.toFixed(0)} ms from the commit to the new champion on ${replicas.length} replicas`);
    });

    test('is undone by one call of rollbackModel, again before the next poll', async () => {
      await scoreDuring(() => models.registry.rollBack(MODEL, BY), 1);
    });
  });
});
