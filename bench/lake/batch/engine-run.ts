import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { DuckDb } from '../../../lake/duckdb/duck-db.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { createLogger } from '../../../platform/logger.ts';
import { BatchEngine } from '../../../subgraphs/scores/batch/engine/batch-engine.ts';
import { planParts } from '../../../subgraphs/scores/batch/engine/batch-part.ts';
import { PredictionWriter } from '../../../subgraphs/scores/batch/prediction-writer.ts';
import type { BatchSpecification } from './batch-lake.ts';
import { FOREST_FEATURES } from './forest.ts';

/**
 * The engine as a contender: `engine-run.ts LAKE SPECIFICATION OUTPUT`. Loading the model is not counted. Prints its figures
 * as JSON.
 */
const [folder = '', specification = '', output = ''] = process.argv.slice(2);
// scored parts of one commit
const COMMIT_PARTS = 4;

const { artifact, signature, calibration, gradePolicy, gradeLimits, ...rest } = JSON.parse(
  await readFile(specification, 'utf8'),
) as BatchSpecification;
const version = { ...rest, signature, calibration, gradePolicy: { name: gradePolicy, limits: gradeLimits } };
const bytes = await readFile(join(dirname(specification), artifact));
const duckDb = await DuckDb.open({ memoryMb: 160, threads: 1, tempDir: join(output, 'tmp') });
const source = { storage: new LocalStorage(folder), duckDb };
const log = createLogger('warn');
const engine = await BatchEngine.open({ lake: source, log, version, bytes, features: FOREST_FEATURES, workers: 2 });

const idle = await delayDuring(() => sleep(1_000));
const [cpu, since] = [process.cpuUsage(), performance.now()];
let rows = 0;
const busy = await delayDuring(async () => {
  rows = await scoreAll();
});
const { user, system } = process.cpuUsage(cpu);
const figures = { rows, seconds: (performance.now() - since) / 1_000, cpuSeconds: (user + system) / 1e6 };
const delays = { loopMs: busy.percentile(99) / 1e6, idleLoopMs: idle.percentile(99) / 1e6 };
console.log(JSON.stringify({ ...figures, peakBytes: process.resourceUsage().maxRSS * 1_024, ...delays }));
await engine.close();
await duckDb.close();

/** @returns rows in the table */
async function scoreAll(): Promise<number> {
  const gold = await DeltaTable.at(source, 'gold/features').snapshot();
  if (!gold) throw new Error(`found no table in ${folder}`);
  const facts = { jobId: 'bench', version, goldVersion: gold.version, scoredAt: Date.now() };
  const writer = await PredictionWriter.open({ storage: new LocalStorage(output), duckDb }, facts);
  const files = gold.files.map(({ path, rows: count = 0 }) => ({ path: `gold/features/${path}`, rows: count }));
  let written = 0;
  const commit = async (number: number): Promise<void> => {
    written += (await writer.commit({ appId: 'bench', version: number }))?.rows ?? 0;
  };
  const parts = planParts(files);
  for await (const scored of engine.score(parts)) {
    await writer.add(scored);
    if ((scored.part.number + 1) % COMMIT_PARTS === 0) await commit(scored.part.number);
  }
  await commit(parts.length);
  writer.close();
  return written;
}

async function delayDuring(work: () => Promise<void>): Promise<IntervalHistogram> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay;
}
