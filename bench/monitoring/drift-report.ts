import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { createLogger } from '../../platform/logger.ts';
import { MIGRATIONS as MODELS_MIGRATIONS } from '../../subgraphs/models/migrations/index.ts';
import { fixReference } from '../../subgraphs/monitoring/drift/checks/fix-reference.ts';
import { runDriftCheck } from '../../subgraphs/monitoring/drift/checks/run-drift-check.ts';
import { MIGRATIONS } from '../../subgraphs/monitoring/migrations/index.ts';
import { SCORES_MIGRATIONS } from '../../subgraphs/scores/migrations/index.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';

/**
 * `node --expose-gc --import tsx bench/monitoring/drift-report.ts [ROUNDS ROWS]`: a whole check on PostgreSQL: 30 features,
 * of them three categories that make slices, with reference, current and previous window read from the database, and
 * the report stored.
 */
const [rounds = 3, rows = 100_000] = process.argv.slice(2).map(Number);
const NUMBERS = 27;
const CATEGORIES = ['industry', 'country', 'referral_source'];
const NOW = Date.UTC(2026, 10, 22);
const HOUR_MS = 3_600_000;

const postgres = await startThrowawayPostgres();
const database = await openDatabase({ dataDir: '', databaseUrl: postgres.url });
const db = database.tables<never>();
await prepare();
const key = { model: 'bench', version: 1 };
const context = { identity: { subject: 'bench', scopes: [] }, requestId: 'bench' };
await watch('fix the reference', () =>
  fixReference(db, { ...key, from: NOW - 3 * HOUR_MS, until: NOW - 2 * HOUR_MS, reason: 'bench' }, context, NOW),
);
const deps = {
  db,
  log: createLogger('silent'),
  clock: () => NOW,
  windowMs: HOUR_MS,
  contributions: async () => undefined,
};
for (let round = 0; round < rounds; round += 1) {
  await watch('check', () => runDriftCheck(deps, { ...key, requestedBy: 'bench', slot: null }));
}
await database.close();
await postgres.close();

/** Three windows of an hour each with as many predictions; the first features have moved a little in the last. */
async function prepare(): Promise<void> {
  await migrate(database, 'models', MODELS_MIGRATIONS);
  await migrate(database, 'scores', SCORES_MIGRATIONS);
  await migrate(database, 'monitoring', MIGRATIONS);
  const inputs = [
    ...Array.from({ length: NUMBERS }, (_, i) => ({ name: `number_${i}`, type: 'double' })),
    ...CATEGORIES.map((name) => ({ name, type: 'string' })),
  ];
  await sql`INSERT INTO models.model (name, created_at) VALUES ('bench', 0)`.execute(db);
  await sql`INSERT INTO models.artifact VALUES (repeat('0', 64), '', 0)`.execute(db);
  await sql`INSERT INTO models.model_version (model, version, stage, digest, description, framework, command, signature,
      input_form, calibration, metrics, created_at, created_by)
    VALUES ('bench', 1, 'PRODUCTION', repeat('0', 64), '', '', '', ${JSON.stringify({ inputs, outputs: [] })}, 'COLUMNS',
      '{"method":"IDENTITY"}', '{}', 0, 'bench')`.execute(db);
  for (const hour of [3, 2, 1]) await addPredictions(db, NOW - hour * HOUR_MS, hour === 1 ? 0.5 : 0);
  await sql`VACUUM ANALYZE scores.prediction`.execute(db);
}

async function addPredictions(into: Kysely<never>, from: number, shift: number): Promise<void> {
  const features = Array.from(
    { length: NUMBERS },
    (_, i) => sql`${`number_${i}`}::text, round((random() + random() + random() + ${i < 3 ? shift : 0})::numeric, 6)`,
  );
  const categories = CATEGORIES.map((name, i) => sql`${name}::text, 'c' || floor(random() * random() * ${5 + 5 * i})`);
  await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
      grade_policy, features, scored_at, latency_ms, request_id)
    SELECT ${from}::text || '-' || n, NULL, 'bench', 1, '', 'CHAMPION', 0, random() * random(), 1,
      substr('ABCD', 1 + floor(4 * sqrt(random()))::int, 1), 'v1',
      jsonb_build_object(${sql.join([...features, ...categories])}), ${from}::bigint + n * ${HOUR_MS}::bigint / ${rows},
      1, '' FROM generate_series(0, ${rows - 1}) n`.execute(into);
}

async function watch(what: string, work: () => Promise<unknown>): Promise<void> {
  globalThis.gc?.();
  const before = memory();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, memory());
  }, 5);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const [milliseconds, used] = [performance.now() - began, process.cpuUsage(cpu)];
  delay.disable();
  clearInterval(sampling);
  console.log(
    `${what}: ${milliseconds.toFixed(0)} ms, ${((used.user + used.system) / 1_000).toFixed(0)} ms of CPU here,`,
    `event loop late by ${(delay.max / 1e6).toFixed(1)} ms at most, p99.9 ${(delay.percentile(99.9) / 1e6).toFixed(1)} ms,`,
    `${((peak - before) / 1e6).toFixed(0)} MB more`,
  );
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
