import { parentPort } from 'node:worker_threads';
import { EMPTY_FEATURE_VECTOR } from '../../lake/features.ts';
import { DomainError } from '../shared/errors.ts';
import type { ModelSignature } from '../shared/model-manifest.ts';
import { OnnxSession } from '../shared/onnx-session.ts';
import { type FeatureColumns, unpackFeatures } from './feature-columns.ts';

/** What the pool asks this thread for. Sessions are numbered by the pool. */
export type InferenceRequest =
  | {
      readonly id: number;
      readonly kind: 'load';
      readonly session: number;
      readonly bytes: Uint8Array;
      readonly signature: ModelSignature;
    }
  | { readonly id: number; readonly kind: 'run'; readonly session: number; readonly columns: FeatureColumns }
  | { readonly id: number; readonly kind: 'release'; readonly session: number };

/** What this thread answers. An error keeps its code: classes do not survive the way between threads. */
export interface InferenceReply {
  readonly id: number;
  readonly probabilities?: Float64Array<ArrayBuffer>;
  readonly error?: { readonly code: DomainError['code']; readonly message: string };
}

const port = parentPort;
if (!port) throw new TypeError('inference-worker runs in a worker thread only');

const sessions = new Map<number, OnnxSession>();

port.on('message', async (request: InferenceRequest) => {
  const reply = await answer(request);
  port.postMessage(reply, reply.probabilities ? [reply.probabilities.buffer] : []);
});

async function answer(request: InferenceRequest): Promise<InferenceReply> {
  try {
    const probabilities = await perform(request);
    return { id: request.id, ...(probabilities && { probabilities }) };
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'INFERENCE_FAILED';
    return { id: request.id, error: { code, message: (error as Error).message } };
  }
}

async function perform(request: InferenceRequest): Promise<Float64Array<ArrayBuffer> | undefined> {
  if (request.kind === 'load') {
    sessions.set(request.session, await loadWarm(request.bytes, request.signature));
    return undefined;
  }
  const session = sessions.get(request.session);
  if (request.kind === 'release') {
    sessions.delete(request.session);
    await session?.release();
    return undefined;
  }
  if (!session) throw new RangeError(`session ${request.session} is not loaded in this worker`);
  return new Float64Array(await session.run(unpackFeatures(request.columns)));
}

/** Loads a model and runs it once: its first batch must not pay for what a first run sets up. */
async function loadWarm(bytes: Uint8Array, signature: ModelSignature): Promise<OnnxSession> {
  const session = await OnnxSession.load(bytes, signature);
  try {
    await session.run([EMPTY_FEATURE_VECTOR]);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}
