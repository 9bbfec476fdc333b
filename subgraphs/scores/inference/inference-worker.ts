import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { nameSourcePositions } from '../../../platform/process/source-positions.ts';
import { type InferenceRequest, InferenceService } from './inference-service.ts';
import { RunSlot } from './run-slot.ts';

nameSourcePositions();

const port = parentPort;
if (!port) throw new TypeError('inference-worker runs in a worker thread only');

const { cells, priority } = workerData as { readonly cells?: Int32Array; readonly priority: 'LIVE' | 'BACKGROUND' };
// on Linux the priority is that of this thread, elsewhere that of the whole process
if (priority === 'BACKGROUND' && process.platform === 'linux') setPriority(Math.min(19, getPriority() + 10));

const service = new InferenceService(cells && new RunSlot(cells));

port.on('message', async (request: InferenceRequest) => {
  const reply = await service.handle(request);
  port.postMessage(reply, reply.probabilities ? [reply.probabilities.buffer] : []);
});
