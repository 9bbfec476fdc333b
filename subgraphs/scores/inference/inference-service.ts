import { EMPTY_FEATURE_VECTOR, type FeatureDefinition } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import type { FeatureColumns } from '../../../scoring/onnx/feature-columns.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import type { RunSlot } from './run-slot.ts';

/** Request to a thread or process that runs models. Callers number the sessions. */
export type InferenceRequest =
  | {
      readonly id: number;
      readonly kind: 'load';
      readonly session: number;
      readonly bytes: Uint8Array;
      readonly signature: ModelSignature;
      /** that the signature may name; those of the platform when absent */
      readonly features?: readonly FeatureDefinition[] | undefined;
    }
  | { readonly id: number; readonly kind: 'run'; readonly session: number; readonly columns: FeatureColumns }
  | { readonly id: number; readonly kind: 'release'; readonly session: number };

// Omit alone would join the alternatives into one
type Unnumbered<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** An {@link InferenceRequest} without its number. */
export type InferenceCall = Unnumbered<InferenceRequest>;

/** Reply to an {@link InferenceRequest}. An error is sent as its code: classes do not survive structured cloning. */
export interface InferenceReply {
  readonly id: number;
  readonly probabilities?: Float64Array<ArrayBuffer>;
  readonly error?: { readonly code: DomainError['code']; readonly message: string };
  /** duration of the request */
  readonly elapsedMs: number;
}

/** Holds sessions and runs them, within a worker thread or a child process. */
export class InferenceService {
  readonly #sessions = new Map<number, OnnxSession>();
  readonly #slot: RunSlot | undefined;

  /** @param slot exposes its runs to the watchdog thread; absent: runs are not watched */
  constructor(slot?: RunSlot) {
    this.#slot = slot;
  }

  async handle(request: InferenceRequest): Promise<InferenceReply> {
    const startedAt = performance.now();
    const answer = await this.#perform(request).then(
      (probabilities) => (probabilities ? { probabilities } : {}),
      (error: Error) => {
        const code = error instanceof DomainError ? error.code : 'INFERENCE_FAILED';
        return { error: { code, message: error.message } };
      },
    );
    return { id: request.id, ...answer, elapsedMs: performance.now() - startedAt };
  }

  async #perform(request: InferenceRequest): Promise<Float64Array<ArrayBuffer> | undefined> {
    if (request.kind === 'load') {
      this.#sessions.set(request.session, await loadWarm(request));
      return undefined;
    }
    const session = this.#sessions.get(request.session);
    if (request.kind === 'release') {
      this.#sessions.delete(request.session);
      await session?.release();
      return undefined;
    }
    if (!session) throw new RangeError(`session ${request.session} is not loaded here`);
    const run = () => session.runColumns(request.columns);
    return new Float64Array(await (this.#slot ? this.#slot.during(request.session, run) : run()));
  }
}

/** Loads a model and runs it once, so that its first batch does not pay for the setup of a first run. */
async function loadWarm({
  bytes,
  signature,
  features,
}: Extract<InferenceRequest, { kind: 'load' }>): Promise<OnnxSession> {
  const session = await OnnxSession.load(bytes, signature, features);
  try {
    await session.run([EMPTY_FEATURE_VECTOR]);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}
