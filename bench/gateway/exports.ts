import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fastify } from 'fastify';
import { sql } from 'kysely';
import { addExports } from '../../gateway/rest/exports.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { EXPORT_FORMATS } from '../../platform/exports/export-format.ts';
import { ExportSlots } from '../../platform/exports/export-slots.ts';
import { SubgraphExports } from '../../platform/exports/subgraph-exports.ts';
import { createLogger } from '../../platform/logger.ts';
import { exportScores } from '../../subgraphs/scores/list/export-scores.ts';
import { SCORES_MIGRATIONS } from '../../subgraphs/scores/migrations/index.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';

/**
 * `node --import tsx bench/gateway/exports.ts [pglite|postgres] [ROWS]`: exports every score of the log in each format through
 * `GET /exports/scores` to a client of another process: rows per second, memory over time, and the longest step of the event loop.
 */
const [kind = 'postgres', rowsGiven = '1000000'] = process.argv.slice(2);
const rows = Number(rowsGiven);
const SAMPLE_MS = 500;
const MEGABYTE = 1_048_576;

const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-exports-'));
const postgres = kind === 'postgres' ? await startThrowawayPostgres() : undefined;
const database = await openDatabase({ dataDir, databaseUrl: postgres?.url });
await fill(database);
const app = fastify();
app.decorateRequest('identity');
app.addHook('onRequest', async (request) => {
  Object.assign(request, { identity: { subject: 'bench', scopes: ['leads:read'] } });
});
const scores = new SubgraphExports({ scores: exportScores(database.tables<never>()) }, new ExportSlots());
addExports(app, { sources: new Map([['scores', scores]]), log: createLogger('silent') });
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as AddressInfo;
for (const format of EXPORT_FORMATS) await measure(format);
await app.close();
await database.close();
await postgres?.close();
await rm(dataDir, { recursive: true, force: true });

async function measure(format: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const memory: number[] = [];
  const sample = (): void => void memory.push(Math.round(process.memoryUsage().rss / MEGABYTE));
  const timer = setInterval(sample, SAMPLE_MS);
  delay.enable();
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const url = `http://127.0.0.1:${port}/exports/scores?format=${format}`;
  const client = spawn('curl', ['-sS', '-o', '/dev/null', '-w', '%{size_download}', url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let size = '';
  client.stdout.on('data', (text) => {
    size += text;
  });
  const [code] = await once(client, 'close');
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(timer);
  const { user, system } = process.cpuUsage(cpu);
  const [usual, longest] = [delay.percentile(99.9), delay.max].map((ns) => Math.round(ns / 1e6));
  process.stdout.write(
    `${kind} ${format}: ${Math.round(rows / seconds).toLocaleString()} rows/s, ${Math.round(Number(size) / rows)} bytes a row, ` +
      `${((user + system) / rows).toFixed(1)} µs of CPU a row, steps of the event loop ${usual} ms at the 99.9th percentile, ${longest} ms at most, exit ${code}, RSS in MB each ${SAMPLE_MS} ms: ${memory.join(' ')}\n`,
  );
}

/** Scores of five versions, in the shape of those of the demo. */
async function fill(target: Database): Promise<void> {
  await migrate(target, 'scores', SCORES_MIGRATIONS);
  const db = target.tables<never>('long');
  const features = JSON.stringify({ company_size: 40, page_views: 12, website_visits: 3, industry: 'TRADING' });
  const step = 20_000;
  for (let from = 0; from < rows; from += step) {
    await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
        grade_policy, features, scored_at, latency_ms, request_id, cause)
      SELECT gen_random_uuid()::text, 'lead-' || n % 50000, 'lead-conversion', 1 + n * 5 / ${rows}::int, 'd', 'CHAMPION',
        random(), random(), 1 + n % 99, chr(65 + n % 4), 'v1', ${features}::jsonb, 1700000000000 + n::bigint * 1000,
        random() * 10, gen_random_uuid()::text, 'REQUESTED'
      FROM generate_series(${from}::int, ${Math.min(from + step, rows) - 1}::int) AS n`.execute(db);
  }
  await sql`ANALYZE scores.prediction`.execute(db);
}
