import { createLogger } from '../../../platform/logger.ts';
import { InferencePool } from '../../../subgraphs/scores/inference/inference-pool.ts';
import { RunWatch } from '../../../subgraphs/scores/inference/run-watch.ts';
import { visitsVersion } from '../scores/scores-world.ts';

/** A process whose main thread stands still in a run of a model; its first argument is the data directory. */
const [dataDir = ''] = process.argv.slice(2);
const watch = new RunWatch({ dataDir, limitMs: 300, threads: 1 });
const { version, bytes, signature } = visitsVersion(1);
const calibration = { method: 'IDENTITY' } as const;
const loaded = { model: 'lead-conversion', version, digest: process.argv[3] ?? '', signature, calibration };
const pool = new InferencePool(0, createLogger('silent'), watch);
const session = await pool.load(bytes, loaded);
// no model whose runs are known to end does this: the value of a feature stands for one
const endless = new Proxy(
  {},
  {
    get: () => {
      for (;;);
    },
  },
);
await session.run([endless as never]);
