import { parentPort } from 'node:worker_threads';
import { type InferenceRequest, InferenceService } from './inference-service.ts';

const port = parentPort;
if (!port) throw new TypeError('inference-worker runs in a worker thread only');

const service = new InferenceService();

port.on('message', async (request: InferenceRequest) => {
  const reply = await service.answer(request);
  port.postMessage(reply, reply.probabilities ? [reply.probabilities.buffer] : []);
});
