/**
 * Test files that take the longest with `CI=true`, as the end of a run lists them. Their processes begin first, so that
 * none of them runs alone at the end.
 */
export const LONG_FILES: readonly string[] = [
  'test/behaviour/crm/crash.test.ts',
  // of the group that takes the longest
  'test/subgraphs/models/rollout/scenarios/crashes.test.ts',
  'test/web/bad-day.test.ts',
  'test/web/hostile-texts.test.ts',
  'test/web/admin-day.test.ts',
  'test/web/narrow-rights.test.ts',
  'test/web/sales-day.test.ts',
  'test/gateway/demo/loop-demo.test.ts',
  'test/docs/pages.test.ts',
  'test/subgraphs/scores/batch/batch-crash.test.ts',
  'test/subgraphs/leads/lake/feed-crash.test.ts',
];
