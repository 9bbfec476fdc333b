import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '../../../platform/database/migrate.ts';
import { SCORES_MIGRATIONS } from '../../../subgraphs/scores/migrations/index.ts';
import type { PublishedViews } from '../../../subgraphs/scores/published.ts';
import { onEachDatabase } from '../../support/database/databases.ts';
import { readViewColumns } from '../../support/database/view-columns.ts';

const REQUEST = {
  transaction_id: true,
  sequence: true,
  lead_id: true,
  model: true,
  version: true,
  role: true,
  cause: true,
  lead_closed: true,
  is_backfill: true,
  is_monitored: true,
  rollout: true,
  request_id: true,
  latency_ms: true,
} as const;

/** The compiler holds it complete. */
const COLUMNS: { readonly [View in keyof PublishedViews]: Readonly<Record<keyof PublishedViews[View], true>> } = {
  'scores.prediction_log': {
    ...REQUEST,
    id: true,
    probability: true,
    grade: true,
    features: true,
    scored_at: true,
    is_shown: true,
  },
  'scores.failure_log': { ...REQUEST, code: true, failed_at: true },
  'scores.log_horizon': { transaction_id: true, transaction_offset: true },
  'scores.exposure_log': { rollout: true, lead_id: true, version: true, held_out: true, exposed_at: true },
  'scores.shadow_drop_log': { rollout: true, version: true, dropped: true },
  'scores.withdrawal_log': {
    transaction_id: true,
    sequence: true,
    model: true,
    version: true,
    digest: true,
    role: true,
    cause: true,
    reason: true,
    withdrawn_at: true,
    ended_at: true,
  },
  'scores.backtest_log': {
    backtest: true,
    model: true,
    version: true,
    digest: true,
    status: true,
    decision_time: true,
    lead_ages: true,
    from_time: true,
    until_time: true,
    ended_at: true,
    scored: true,
    is_pruned: true,
  },
  'scores.backtest_score_log': {
    backtest: true,
    sequence: true,
    lead_id: true,
    probability: true,
    grade: true,
    features: true,
    scored_at: true,
  },
  'scores.written_back_score': {
    lead_id: true,
    sequence: true,
    model: true,
    version: true,
    probability: true,
    points: true,
    grade: true,
    scored_at: true,
  },
};

onEachDatabase((kind, open) => {
  test(`Published views of scores are the views of its schema, column by column, on ${kind}`, async () => {
    const { database, close } = await open();
    await migrate(database, 'scores', SCORES_MIGRATIONS);
    const views = await readViewColumns(database.tables<never>(), 'scores');
    await close();
    assert.deepEqual(Object.keys(views).sort(), Object.keys(COLUMNS).sort());
    for (const [view, columns] of Object.entries(COLUMNS))
      assert.deepEqual(views[view], Object.keys(columns).sort(), view);
  });
});
