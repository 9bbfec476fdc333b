import { benchAppend } from './append.ts';
import { benchBatch } from './batch.ts';
import { benchPipeline } from './pipeline.ts';

/** Benchmarks of the lake, by name. */
const BENCHMARKS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  append: benchAppend,
  batch: benchBatch,
  pipeline: benchPipeline,
};

/** `npm run bench:lake -- NAME [ARGUMENTS]` */
const [name = '', ...args] = process.argv.slice(2);
const benchmark = BENCHMARKS[name];
if (!benchmark) throw new Error(`found ${name || 'no name'}, expected one of ${Object.keys(BENCHMARKS).join(', ')}`);
await benchmark(args);
