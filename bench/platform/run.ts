import { readFile } from 'node:fs/promises';
import { whyNoPostgres } from '../../test/support/database/throwaway-postgres.ts';
import type { PlatformProcess } from '../../test/support/process/platform-process.ts';
import { median } from '../median.ts';
import { type LoadResult, load } from './load.ts';
import { startEmbedded, startOnServer } from './platform-site.ts';
import { RANKED_LEADS, SCORE_FORM, SCORE_LEAD } from './workloads.ts';

/** `npm run bench:platform [-- ROUNDS SECONDS]`: the whole platform under load, on both databases in turn. */
const [rounds = 3, seconds = 8] = process.argv.slice(2).map(Number);

const reason = whyNoPostgres();
if (reason) console.log(`PostgreSQL skipped: ${reason}`);
const contenders = [await startEmbedded(), ...(reason ? [] : [await startOnServer()])];
try {
  for (const { name, platform } of contenders)
    console.log(`${name}: resident after the demo start ${await residentMb(platform.pid)} MB`);
  for (const workload of [RANKED_LEADS, SCORE_LEAD, SCORE_FORM]) {
    const results = new Map<string, LoadResult[]>(contenders.map(({ name }) => [name, []]));
    for (const { platform } of contenders) {
      await load(platform, workload, { duration: 3 });
      await loopDelay(platform);
    }
    for (let round = 0; round < rounds; round++)
      for (const { name, platform } of contenders)
        results.get(name)?.push(await load(platform, workload, { duration: seconds }));
    console.log(`\n${workload.name}, ${workload.clients} clients, median of ${rounds} × ${seconds} s`);
    for (const { name, platform } of contenders)
      console.log(`  ${name}: ${describe(results.get(name) ?? [])}, ${await loopDelay(platform)}`);
  }
} finally {
  for (const contender of contenders) await contender.close();
}

function describe(results: readonly LoadResult[]): string {
  const of = (pick: (result: LoadResult) => number): number => median(results.map(pick));
  const rate = of((result) => result.requestsPerSecond);
  return `${Math.round(rate)} requests/s, p50 ${of((result) => result.p50Ms)} ms, p99 ${of((result) => result.p99Ms)} ms`;
}

/** The event loop's delay since the last look, from the platform's own metrics: includes the probe's 10 ms timer. */
async function loopDelay({ url, token }: PlatformProcess): Promise<string> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  const seconds = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1];
  return `event-loop delay p99 ${(Number(seconds) * 1_000).toFixed(1)} ms`;
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
}
