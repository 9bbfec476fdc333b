import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type InferenceRequest, InferenceService } from './inference-service.ts';

// requests that someone waits for come first
if (process.argv[2] === 'BACKGROUND') setPriority(10);

// a model that hangs keeps this thread from hearing that the parent is gone: another thread looks
const DIE_WITH_PARENT = `setInterval(() => {
  if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
}, 1000)`;
new Worker(DIE_WITH_PARENT, { eval: true, execArgv: [] }).unref();

const service = new InferenceService();

process.on('message', async (request: InferenceRequest) => {
  process.send?.(await service.answer(request));
});
process.on('disconnect', () => process.exit());
