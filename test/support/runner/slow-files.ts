/**
 * Test files of trials: processes that are killed again and again, models that never return, alerts from end to end, and
 * traffic of simulated days.
 * They take a third of the time of all tests, so a run has them with `CI=true`, or when they are named.
 */
export const SLOW_FILES: readonly string[] = [
  'test/behaviour/crm/crash.test.ts',
  'test/behaviour/demo-backtests.test.ts',
  'test/behaviour/hot-swap.test.ts',
  'test/behaviour/platform/endless-model.test.ts',
  'test/behaviour/platform/lake-gates.test.ts',
  'test/behaviour/withdrawal.test.ts',
  'test/gateway/live/churn.test.ts',
  'test/lake/silver/interrupted-silver.test.ts',
  'test/subgraphs/leads/lake/feed-crash.test.ts',
  'test/subgraphs/models/mlflow/misbehaving-server.test.ts',
  'test/subgraphs/models/rollout/common-cause.test.ts',
  'test/subgraphs/models/rollout/scenarios/crashes.test.ts',
  'test/subgraphs/models/rollout/scenarios/failing-challenger.test.ts',
  'test/subgraphs/models/rollout/scenarios/good-challenger.test.ts',
  'test/subgraphs/models/rollout/scenarios/identical-twin.test.ts',
  'test/subgraphs/models/rollout/scenarios/low-traffic.test.ts',
  'test/subgraphs/models/rollout/scenarios/shifted-challenger.test.ts',
  'test/subgraphs/models/rollout/scenarios/slow-challenger.test.ts',
  'test/subgraphs/models/rollout/scenarios/worse-conversion.test.ts',
  'test/subgraphs/models/rollout/withdrawn-champion.test.ts',
  'test/subgraphs/monitoring/alerts/engine/simulated-noise.test.ts',
  'test/subgraphs/monitoring/drift/rules/simulated-drift.test.ts',
  'test/subgraphs/monitoring/traffic/roll-up-crash.test.ts',
  'test/subgraphs/scores/automatic/crash.test.ts',
  'test/subgraphs/scores/backtest/backtest-crash.test.ts',
  'test/subgraphs/scores/batch/batch-crash.test.ts',
  'test/subgraphs/scores/versions/endless-models.test.ts',
];
