import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { refreshGold } from '../../lake/gold/refresh-gold.ts';
import { openLake } from '../../lake/open-lake.ts';
import { refreshSilver } from '../../lake/silver/refresh-silver.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { openFactStream } from '../../subgraphs/leads/lake/fact-stream.ts';
import { feedBronze } from '../../subgraphs/leads/lake/feed-bronze.ts';

/**
 * `pipeline-run.ts DATABASE_URL FOLDER MEMORY_MB THREADS`: bronze, silver and gold of a database, in a process of its own, as
 * the subgraph runs them. Prints one line of JSON per layer.
 */
const [databaseUrl = '', folder = '', memoryMb = '512', threads = '2'] = process.argv.slice(2);
const IDLE_MS = 10_000;

/** Event-loop delay p99 during some work, ms, the probe's 10 ms timer included. */
async function loopDelayDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

async function peakMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

const database = await openDatabase({ dataDir: '', databaseUrl, longStatementTimeoutMs: 3_600_000 });
const lake = await openLake({
  url: `${folder}/lake`,
  memoryMb: Number(memoryMb),
  threads: Number(threads),
  tempDir: `${folder}/temp`,
});
const epoch = await openFactStream(database.tables<never>());
const signal = new AbortController().signal;
const report = (layer: string, figures: object) => console.log(JSON.stringify({ layer, ...figures }));

const layers = {
  bronze: () => feedBronze({ lake, database, epoch, clock: Date.now, signal }).then(({ events }) => events),
  silver: () => refreshSilver(lake),
  gold: () => refreshGold(lake),
};
report('idle', { loopP99Ms: await loopDelayDuring(() => setTimeout(IDLE_MS)) });
for (const pass of ['first', 'again'])
  for (const [layer, refresh] of Object.entries(layers)) {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    let rows: object = {};
    const loopP99Ms = await loopDelayDuring(async () => {
      rows = await refresh();
    });
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - began) / 1_000;
    report(layer, { pass, seconds, cpuSeconds: (user + system) / 1e6, peakMb: await peakMb(), loopP99Ms, rows });
  }
await lake.close();
await database.close();
