import { setPriority } from 'node:os';
import { dieWithParent } from '../shared/die-with-parent.ts';
import { type InferenceRequest, InferenceService } from './inference-service.ts';

// requests that someone waits for come first
if (process.argv[2] === 'BACKGROUND') setPriority(10);

dieWithParent();

const service = new InferenceService();

process.on('message', async (request: InferenceRequest) => {
  process.send?.(await service.answer(request));
});
process.on('disconnect', () => process.exit());
