import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { MIGRATIONS } from '../../subgraphs/leads/migrations/index.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { seedFacts } from './pipeline-seed.ts';

/** Figures of a layer, as `pipeline-run.ts` prints them. */
interface LayerFigures {
  readonly layer: string;
  readonly pass?: 'first' | 'again';
  readonly seconds?: number;
  readonly cpuSeconds?: number;
  readonly peakMb?: number;
  readonly loopP99Ms: number;
  readonly rows?: Readonly<Record<string, number>>;
}

/** Every time is before it. */
const END = Date.UTC(2026, 10, 1);

const MOST_SECONDS = 180;
const MOST_MB = 2_000;

/**
 * `npm run bench:lake -- pipeline [LEADS INTERACTIONS FOLDER]`: bronze, silver and gold of a PostgreSQL server of its own, whose
 * data is kept in FOLDER for the next run; then once more without news. The limits are 180 s from the first row of bronze to the
 * last of gold, and 2 GB.
 */
export async function benchPipeline(args: readonly string[]): Promise<void> {
  const [leads = 1_000_000, interactions = 12 * leads] = args.slice(0, 2).map(Number);
  const folder = args[2] ?? join(tmpdir(), 'lead-scoring-pipeline');
  const settings = ['shared_buffers=1GB', 'max_wal_size=8GB', 'maintenance_work_mem=512MB', 'fsync=off'];
  const server = await startThrowawayPostgres(settings, { kept: folder });
  const lake = await mkdtemp(join(tmpdir(), 'bench-lake-'));
  try {
    await prepare(server.url, leads, interactions);
    report(await runPipeline(server.url, lake));
  } finally {
    await server.close();
    await rm(lake, { recursive: true, force: true });
  }
}

async function prepare(databaseUrl: string, leads: number, interactions: number): Promise<void> {
  const times = { statementTimeoutMs: 600_000, longStatementTimeoutMs: 3_600_000 };
  const database = await openDatabase({ dataDir: '', databaseUrl, ...times });
  try {
    await migrate(database, 'leads', MIGRATIONS);
    const db = database.tables<never>('long');
    const { rows } = await sql`SELECT FROM pg_constraint WHERE conname = 'interaction_pkey'
      AND (SELECT count(*) FROM leads.lead) = ${sql.lit(leads)}`.execute(db);
    if (rows.length === 0) await db.connection().execute((one) => seedFacts(one, leads, interactions, END));
  } finally {
    await database.close();
  }
}

async function runPipeline(url: string, folder: string): Promise<readonly LayerFigures[]> {
  const script = fileURLToPath(new URL('pipeline-run.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const figures: LayerFigures[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    process.stderr.write(`${line}\n`);
    figures.push(JSON.parse(line) as LayerFigures);
  }
  if (figures.length !== 7) throw new Error(`found figures of ${figures.length} layers, expected 7`);
  return figures;
}

function report(figures: readonly LayerFigures[]): void {
  for (const pass of ['first', 'again']) {
    const layers = figures.filter((layer) => layer.pass === pass);
    const sum = (of: (layer: LayerFigures) => number | undefined) =>
      layers.reduce((total, layer) => total + (of(layer) ?? 0), 0);
    const seconds = sum((layer) => layer.seconds);
    const each = layers.map((layer) => `${layer.layer} ${layer.seconds?.toFixed(1)} s`).join(', ');
    console.log(
      `${pass}: ${seconds.toFixed(1)} s (limit ${MOST_SECONDS}), ${sum((layer) => layer.cpuSeconds).toFixed(1)} s of CPU: ${each}`,
    );
  }
  const idle = figures[0]?.loopP99Ms ?? 0;
  const busy = Math.max(...figures.slice(1, 4).map(({ loopP99Ms }) => loopP99Ms));
  const peak = Math.max(...figures.map(({ peakMb = 0 }) => peakMb));
  console.log(
    `resident ${peak.toFixed(0)} MB (limit ${MOST_MB}); event-loop delay p99 ${busy.toFixed(1)} ms, idle ${idle.toFixed(1)} ms`,
  );
}
