import { sql } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { MIGRATIONS } from '../../subgraphs/monitoring/migrations/index.ts';
import { metricsHistory } from '../../subgraphs/monitoring/traffic/metrics-history.ts';
import { rollUpOnce } from '../../subgraphs/monitoring/traffic/roll-up-keeper.ts';
import { liveMetrics, liveWindow } from '../../subgraphs/monitoring/traffic/rules/live-metrics.ts';
import { readWindow } from '../../subgraphs/monitoring/traffic/store/read-window.ts';
import { SCORES_MIGRATIONS } from '../../subgraphs/scores/migrations/index.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { median } from '../median.ts';

/**
 * `node --import tsx bench/monitoring/metrics.ts [MILLIONS ROUNDS]`: metrics over a log of many predictions of the last
 * year, a tenth of them by a shadow, on a PostgreSQL server of its own. Needs about 6 GB for 10 million.
 */
const [millions = 10, rounds = 20] = process.argv.slice(2).map(Number);
const YEAR_MS = 366 * 86_400_000;
const CHUNK = 250_000;
/** predictions per second of the last minutes, that the snapshots are of */
const LIVE_RATE = 50;
const LIVE_SECONDS = 300;

const server = await startThrowawayPostgres();
const database = await openDatabase({ dataDir: '', databaseUrl: server.url });
const db = database.tables<never>();
try {
  await migrate(database, 'scores', SCORES_MIGRATIONS);
  await migrate(database, 'monitoring', MIGRATIONS);
  await fillLog();
  await rollUpAll();
  await sql`VACUUM ANALYZE`.execute(db);
  await report();
} finally {
  await database.close();
  await server.close();
}

async function fillLog(): Promise<void> {
  const total = millions * 1e6;
  const from = Date.now() - YEAR_MS;
  for (let done = 0; done < total; done += CHUNK) {
    await insertPredictions(
      done,
      Math.min(CHUNK, total - done),
      sql`${from}::bigint + n * ${Math.floor(YEAR_MS / total)}::bigint`,
    );
    process.stderr.write(`\r${((100 * done) / total).toFixed(0)} % logged`);
  }
  process.stderr.write('\r');
}

async function insertPredictions(first: number, count: number, scoredAt: ReturnType<typeof sql>): Promise<void> {
  await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
      grade_policy, features, scored_at, latency_ms, request_id)
    SELECT 'p' || n, 'lead-' || n % 500000, 'lead-conversion', CASE WHEN n % 10 = 0 THEN 2 ELSE 1 END, 'd',
      CASE WHEN n % 10 = 0 THEN 'SHADOW' ELSE 'CHAMPION' END, p, p, 1,
      CASE WHEN p >= 0.4 THEN 'A' WHEN p >= 0.2 THEN 'B' WHEN p >= 0.08 THEN 'C' ELSE 'D' END, 'v1', '{}',
      ${scoredAt}, exp(random() * 3), 'r' || n
    FROM (SELECT n, random() * random() AS p FROM generate_series(${first}::bigint, ${first + count - 1}::bigint) n) row
    `.execute(db);
}

async function rollUpAll(): Promise<void> {
  const began = performance.now();
  while (await rollUpOnce({ db, clock: Date.now }));
  const seconds = (performance.now() - began) / 1_000;
  const { rows } = await sql<{ megabytes: number; rolled: number }>`
    SELECT pg_total_relation_size('monitoring.roll_up') / 1e6::float8 AS megabytes, count(*) AS rolled
    FROM monitoring.roll_up`.execute(db);
  const [{ megabytes, rolled } = { megabytes: 0, rolled: 0 }] = rows;
  console.log(`${millions} million predictions of a year rolled up in ${seconds.toFixed(0)} s:`);
  console.log(`  ${rolled} roll-ups, ${Number(megabytes).toFixed(0)} MB`);
}

async function report(): Promise<void> {
  await time('metricsHistory over a year by day', async () => metricsHistory(db, { range: 'YEAR' }, Date.now()));
  await time('metricsHistory over a month by hour', async () => metricsHistory(db, { range: 'MONTH' }, Date.now()));
  await time('metricsHistory over a day by minute', async () => metricsHistory(db, { range: 'DAY' }, Date.now()));
  const now = Date.now();
  await insertPredictions(
    millions * 1e6,
    LIVE_SECONDS * LIVE_RATE,
    sql`${now - LIVE_SECONDS * 1_000}::bigint + (n - ${millions * 1e6}::bigint) * ${1_000 / LIVE_RATE}::bigint`,
  );
  await rollUpOnce({ db, clock: Date.now });
  // rows that are in no roll-up yet
  await insertPredictions(millions * 1e6 + LIVE_SECONDS * LIVE_RATE, 2 * LIVE_RATE, sql`${now}::bigint - n % 2000`);
  for (const seconds of [60, 300]) {
    const window = liveWindow(now, seconds);
    await time(`liveMetrics over ${seconds} s at ${LIVE_RATE}/s`, async () =>
      liveMetrics(await readWindow(db, window), window, seconds),
    );
  }
}

async function time(title: string, work: () => Promise<unknown>): Promise<void> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  const most = Math.max(...times);
  console.log(`  ${title}: median ${median(times).toFixed(1)} ms, slowest of ${rounds} ${most.toFixed(1)} ms`);
}
