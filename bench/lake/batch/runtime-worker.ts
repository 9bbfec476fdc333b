import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { seededRandom } from '../../../scoring/explain/seeded-random.ts';

// as the engine runs them
const BLOCK_ROWS = 4_096;

const { bytes, columns, rows } = workerData as {
  readonly bytes: Uint8Array;
  readonly columns: number;
  readonly rows: number;
};
const session = await InferenceSession.create(bytes, {
  ...{ intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
});
const random = seededRandom(rows);
const data = new Float32Array(rows * columns).map(() => (random() < 0.05 ? Number.NaN : random()));
await runBlock(0);
parentPort?.once('message', async () => {
  for (let from = 0; from < rows; from += BLOCK_ROWS) await runBlock(from);
  parentPort?.postMessage(rows);
});
parentPort?.postMessage('ready');

async function runBlock(from: number): Promise<void> {
  const until = Math.min(rows, from + BLOCK_ROWS);
  const block = data.subarray(from * columns, until * columns);
  const features = new Tensor('float32', block, [until - from, columns]);
  await session.run({ features }, ['probabilities']);
}
