import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '../../../platform/database/migrate.ts';
import { MIGRATIONS } from '../../../subgraphs/models/migrations/index.ts';
import type { PublishedViews } from '../../../subgraphs/models/published.ts';
import { onEachDatabase } from '../../support/database/databases.ts';
import { readViewColumns } from '../../support/database/view-columns.ts';

const VERSION = { model: true, version: true, digest: true, signature: true, calibration: true } as const;

const GRADED = { ...VERSION, grade_policy: true, grade_limits: true } as const;

/** The compiler holds it complete. */
const COLUMNS: { readonly [View in keyof PublishedViews]: Readonly<Record<keyof PublishedViews[View], true>> } = {
  'models.live_deployment': {
    ...GRADED,
    role: true,
    traffic_share: true,
    salt: true,
    rollout: true,
    holdout_share: true,
  },
  'models.registered_version': { ...GRADED, stage: true },
  'models.grade_policy_facts': {
    model: true,
    version: true,
    name: true,
    limits: true,
    set_at: true,
    set_by: true,
    reason: true,
    is_current: true,
  },
  'models.lead_audit_log': {
    id: true,
    at: true,
    actor: true,
    action: true,
    reason: true,
    state_before: true,
    state_after: true,
    lead_id: true,
  },
  'models.version_facts': { ...VERSION, stage: true },
  'models.reference_window_data': {
    model: true,
    version: true,
    from_time: true,
    until_time: true,
    rows: true,
    features: true,
    scores: true,
  },
  'models.model_alias': { model: true, alias: true, version: true },
  'models.rollout_facts': { rollout: true, model: true, version: true },
  'models.rollout_log': {
    transaction_id: true,
    sequence: true,
    rollout: true,
    type: true,
    at: true,
    reason: true,
    severity: true,
    status: true,
    step: true,
  },
};

onEachDatabase((kind, open) => {
  test(`Published views of models are the views of its schema, column by column, on ${kind}`, async () => {
    const { database, close } = await open();
    await migrate(database, 'models', MIGRATIONS);
    const views = await readViewColumns(database.tables<never>(), 'models');
    await close();
    assert.deepEqual(Object.keys(views).sort(), Object.keys(COLUMNS).sort());
    for (const [view, columns] of Object.entries(COLUMNS))
      assert.deepEqual(views[view], Object.keys(columns).sort(), view);
  });
});
