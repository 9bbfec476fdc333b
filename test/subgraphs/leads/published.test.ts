import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '../../../platform/database/migrate.ts';
import { MIGRATIONS } from '../../../subgraphs/leads/migrations/index.ts';
import type { PublishedViews } from '../../../subgraphs/leads/published.ts';
import { onEachDatabase } from '../../support/database/databases.ts';
import { readViewColumns } from '../../support/database/view-columns.ts';

/** The compiler holds it complete. */
const COLUMNS: { readonly [View in keyof PublishedViews]: Readonly<Record<keyof PublishedViews[View], true>> } = {
  'leads.lead_facts': {
    lead_id: true,
    valid_from: true,
    valid_until: true,
    created_at: true,
    company_size: true,
    industry: true,
    country: true,
    source: true,
    licence_type: true,
  },
  'leads.interaction_facts': {
    lead_id: true,
    kind: true,
    occurred_at: true,
    recorded_at: true,
    duration_seconds: true,
    quantity: true,
  },
  'leads.outcome_facts': {
    lead_id: true,
    created_at: true,
    result: true,
    occurred_at: true,
    recorded_at: true,
    revenue: true,
  },
  'leads.lead_state': { lead_id: true, is_closed: true },
  'leads.current_lead': { lead_id: true, valid_from: true, is_closed: true },
  'leads.merged_lead': { lead_id: true, survivor_id: true },
  'leads.change_log': {
    transaction_id: true,
    sequence: true,
    lead_id: true,
    kind: true,
    changed_at: true,
    is_backfill: true,
  },
  'leads.change_log_stream': {
    epoch: true,
    transaction_offset: true,
    pruned_transaction_id: true,
    pruned_sequence: true,
  },
  'leads.lake_table_state': {
    path: true,
    layer: true,
    version: true,
    passed_version: true,
    rows: true,
    bytes: true,
    files: true,
    updated_at: true,
    refreshed_at: true,
    refresh_ms: true,
  },
  'leads.crm_state': {
    direction: true,
    name: true,
    behind_since: true,
    stopped_code: true,
    stopped_message: true,
    stopped_since: true,
    parked: true,
  },
  'leads.lake_expectation_log': {
    sequence: true,
    layer: true,
    path: true,
    expectation: true,
    severity: true,
    status: true,
    found: true,
    least: true,
    greatest: true,
    rows: true,
    version: true,
    checked_at: true,
  },
};

onEachDatabase((kind, open) => {
  test(`Published views of leads are the views of its schema, column by column, on ${kind}`, async () => {
    const { database, close } = await open();
    await migrate(database, 'leads', MIGRATIONS);
    const views = await readViewColumns(database.tables<never>(), 'leads');
    await close();
    assert.deepEqual(Object.keys(views).sort(), Object.keys(COLUMNS).sort());
    for (const [view, columns] of Object.entries(COLUMNS))
      assert.deepEqual(views[view], Object.keys(columns).sort(), view);
  });
});
