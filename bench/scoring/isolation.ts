import { readFile } from 'node:fs/promises';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../lake/features/features.ts';
import { createLogger } from '../../platform/logger.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../platform/process/model-process.ts';
import { projectFile } from '../../platform/process/program.ts';
import { modelManifest } from '../../scoring/model-manifest.ts';
import { InferencePool } from '../../subgraphs/scores/inference/inference-pool.ts';
import type { ModelSession } from '../../subgraphs/scores/inference/model-session.ts';
import { ProcessSession } from '../../subgraphs/scores/inference/process-session.ts';
import { RunWatch } from '../../subgraphs/scores/inference/run-watch.ts';
import { median } from '../median.ts';

/**
 * `node --import tsx bench/scoring/isolation.ts [ROUNDS RUNS]`: what one run of the demo model costs this process: here,
 * here and watched, and in a process of its own, by turns.
 */
const [rounds = 9, runs = 400] = process.argv.slice(2).map(Number);
const path = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-2.${extension}`);
const bytes = await readFile(path('onnx'));
const { signature, calibration } = modelManifest.parse(JSON.parse(await readFile(path('json'), 'utf8')));
const version = { model: 'lead-conversion', version: 2, digest: '', signature, calibration };
const log = createLogger('warn');
const watch = new RunWatch({ dataDir: process.cwd(), limitMs: 60_000, threads: 1 });
const limits = { timeLimitMs: 60_000, memoryLimitBytes: DEFAULT_MODEL_MEMORY_BYTES };
const contenders: readonly (readonly [string, ModelSession])[] = [
  ['here', await new InferencePool(0, log).load(bytes, version)],
  ['here, watched', await new InferencePool(0, log, watch).load(bytes, version)],
  ['own process', await ProcessSession.load({ bytes, signature, ...limits, onBreakdown: () => undefined })],
];

for (const count of [1, 16, 64]) {
  const rows: FeatureVector[] = Array.from({ length: count }, (_, at) => ({ ...EMPTY_FEATURE_VECTOR, page_views: at }));
  const taken = new Map(contenders.map(([name]) => [name, { cpu: [] as number[], wall: [] as number[] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, session] of contenders) {
      const [cpu, since] = [process.cpuUsage(), performance.now()];
      for (let run = 0; run < runs; run += 1) await session.run(rows);
      const { user, system } = process.cpuUsage(cpu);
      taken.get(name)?.cpu.push((user + system) / runs);
      taken.get(name)?.wall.push(((performance.now() - since) * 1_000) / runs);
    }
  }
  for (const [name, { cpu, wall }] of taken)
    console.log(
      `${count} rows, ${name}: ${median(cpu).toFixed(0)} µs of CPU here, ${median(wall).toFixed(0)} µs in all`,
    );
}
for (const [, session] of contenders) await session.release();
await watch.close();
