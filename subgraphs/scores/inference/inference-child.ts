import { setPriority } from 'node:os';
import { type InferenceRequest, InferenceService } from './inference-service.ts';

// requests that callers wait for come first
if (process.argv[2] === 'BACKGROUND') setPriority(10);

const service = new InferenceService();

process.on('message', async (request: InferenceRequest) => {
  process.send?.(await service.handle(request));
});
process.on('disconnect', () => process.exit());
