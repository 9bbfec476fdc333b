import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import type { TestVersion } from '../support/models/model-registry.ts';
import { endlessVersion } from '../support/models/visits-models.ts';
import { NO_CHANNELS } from '../support/monitoring/monitoring-bench.ts';
import { askScores, codesOf, visitsVersion } from '../support/scores/scores-world.ts';

const BY = { by: 'ann', reason: 'test' };
const SCORE = `mutation ($model: String!, $views: Float!, $lead: ID) {
  scoreFeatures(input: { leadId: $lead, model: $model, features: { pageViews: $views, websiteVisits: 1 } }) {
    score { role modelVersion { version } }
  }
}`;
const PATIENCE_MS = 120_000;
const LIMITS = { inferenceTimeLimitMs: 1_000, breakdownLimits: { count: 2, windowMs: 600_000 } };

onEachDatabase((kind, open) => {
  describe(`a champion that does not return on ${kind}`, () => {
    let store: TestDatabase;
    let subgraphs: Subgraphs;
    before(async () => {
      store = await open(...ALL_SCHEMAS);
      const log = createLogger('silent');
      const outbox = await Outbox.open(store.database, log);
      const common = { database: store.database, outbox, log, clock: Date.now, artifactLimitBytes: 1_000_000 };
      const alerts = { ...NO_CHANNELS, lookMs: 100 };
      subgraphs = await createSubgraphs({ ...common, ...LIMITS, alerts, rolloutPollMs: 100, inferenceWorkers: 0 });
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await store.close();
    });

    const register = async (model: string, { version, bytes, signature }: TestVersion): Promise<void> => {
      const metrics = { auc: 0.8 };
      const manifest = { model, description: 'a test', signature, metrics };
      await subgraphs.models.registry.register({ ...BY, artifact: { bytes }, manifest, version, stage: 'NONE' });
    };
    const promote = async (model: string, version: number): Promise<void> => {
      await subgraphs.models.registry.promote({ model, version }, BY);
      await subgraphs.scores.modelsChanged();
    };
    /** The version that answers, or the code of why none does. */
    const answer = async (model: string, views: number, lead?: string): Promise<unknown> => {
      const result = await askScores(subgraphs.scores, SCORE, { model, views, lead });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      return codesOf(result)[0] ?? (result.data as any).scoreFeatures.score.modelVersion.version;
    };
    const until = async (isSo: () => Promise<boolean>): Promise<void> => {
      const since = performance.now();
      while (!(await isSo())) {
        assert.ok(performance.now() - since < PATIENCE_MS, 'it never came');
        await sleep(50);
      }
    };
    const rows = async (query: string): Promise<readonly unknown[]> =>
      (await sql.raw(query).execute(store.database.tables<never>())).rows;
    /** Lets the champion hang as often as takes it out of traffic. */
    const exhaust = async (model: string): Promise<void> => {
      assert.equal(await answer(model, 40_000), 'INFERENCE_TIMEOUT');
      await until(async () => (await answer(model, 1)) !== 'INFERENCE_TIMEOUT');
      assert.equal(await answer(model, 40_000), 'INFERENCE_TIMEOUT');
    };
    const openAlerts = async (model: string): Promise<readonly unknown[]> =>
      rows(`SELECT state->>'severity' AS severity, version FROM monitoring.alert
        WHERE metric = 'VERSION_WITHDRAWN' AND model = '${model}' AND state->>'status' = 'OPEN'`);

    it('is replaced by the champion before it, on record, with an alert', async () => {
      await register('two', visitsVersion(1));
      await register('two', endlessVersion(2, 'page_views', 30_000));
      await promote('two', 1);
      await promote('two', 2);
      await exhaust('two');
      await until(async () => (await answer('two', 1)) === 1);
      assert.equal(await answer('two', 40_000), 1);
      const audited = await rows(`SELECT actor, outcome, version FROM models.audit_event
        WHERE model = 'two' AND action = 'ROLL_BACK'`);
      assert.deepEqual(audited, [{ actor: 'system:inference-watchdog', outcome: 'APPLIED', version: 1 }]);
      await until(async () => (await openAlerts('two')).length > 0);
      assert.deepEqual(await openAlerts('two'), [{ severity: 'CRITICAL', version: 2 }]);
    });

    it('answers MODEL_WITHDRAWN at once when there was no champion before it', async () => {
      await register('one', endlessVersion(1, 'page_views', 30_000));
      await promote('one', 1);
      await exhaust('one');
      await until(async () => (await answer('one', 1)) === 'MODEL_WITHDRAWN');
      await until(async () => (await openAlerts('one')).length > 0);
      assert.deepEqual(await openAlerts('one'), [{ severity: 'CRITICAL', version: 1 }]);
      // whoever promotes another version ends it
      await register('one', visitsVersion(2));
      await promote('one', 2);
      assert.equal(await answer('one', 40_000), 2);
    });

    it('as canary is rolled back by the failures that are recorded', async () => {
      await register('canary', visitsVersion(1));
      await register('canary', endlessVersion(2, 'page_views', 30_000));
      await promote('canary', 1);
      const hold = { holdMs: 3_600_000, minimumSamples: 1_000 };
      const steps = [0.5, 1].map((trafficShare) => ({ ...hold, trafficShare, needsApproval: trafficShare === 1 }));
      await subgraphs.models.rollouts.start(
        { model: 'canary', version: 2, strategy: 'CANARY', steps, replayRows: 0 },
        BY,
      );
      let leads = 0;
      const ended = async (): Promise<boolean> => {
        leads += 1;
        assert.equal(await answer('canary', 40_000, `lead-${leads}`), 1);
        return (await rows("SELECT 1 FROM models.rollout WHERE model = 'canary' AND ended_at IS NOT NULL")).length > 0;
      };
      await until(ended);
      const [{ status }] = (await rows(
        "SELECT state->>'status' AS status FROM models.rollout WHERE model = 'canary'",
      )) as [{ status: string }];
      assert.equal(status, 'ROLLED_BACK');
    });
  });
});
