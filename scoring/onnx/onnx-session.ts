import './no-onnx-telemetry.ts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { FEATURES, type FeatureDefinition, type FeatureVector } from '../../lake/features/features.ts';
import { DomainError } from '../../platform/errors.ts';
import { FaultList } from '../../platform/fault-list.ts';
import { refusal } from '../../platform/refusal.ts';
import type { ModelSignature } from '../model-manifest.ts';
import { checkOnnxFile } from './check-onnx-file.ts';
import type { FeatureColumns } from './feature-columns.ts';
import { bindInputs, type InputPlan } from './onnx-binding.ts';
import { absentLocale, isOutOfMemory, onnxFault } from './onnx-fault.ts';
import { bindOutput, type ProbabilityOutput, readNumbers, readProbabilities } from './onnx-output.ts';
import { columnsToTensors, type TensorData, toTensors } from './onnx-tensors.ts';

type Feeds = Readonly<Record<string, TensorData>>;

/**
 * A loaded model: the only door to ONNX Runtime.
 *
 * `run` computes on the thread that calls it, whatever its promise suggests. One thread per run: more would spin
 * against the event loop.
 */
export class OnnxSession {
  readonly #session: InferenceSession;
  readonly #plan: InputPlan;
  readonly #output: ProbabilityOutput;
  readonly #running = new Set<Promise<unknown>>();
  #released = false;

  private constructor(session: InferenceSession, plan: InputPlan, output: ProbabilityOutput) {
    this.#session = session;
    this.#plan = plan;
    this.#output = output;
  }

  /**
   * Loads an ONNX file and binds its inputs and outputs to the signature.
   *
   * @param features that the signature may name
   * @throws {DomainError} ARTIFACT_INVALID when it refers to other files or ONNX Runtime cannot load it, ARTIFACT_LOCALE_ABSENT when that is for want
   *   of a locale, MODEL_MEMORY_EXCEEDED when it is for want of memory; ARTIFACT_ZIPMAP_OUTPUT or ARTIFACT_MISMATCH when it does not fit
   */
  static async load(
    bytes: Uint8Array,
    signature: ModelSignature,
    features: readonly FeatureDefinition[] = FEATURES,
  ): Promise<OnnxSession> {
    const session = await create(bytes);
    try {
      const faults = new FaultList();
      const plan = faults.check(() => bindInputs(signature, session.inputMetadata, features));
      const output = faults.check(() => bindOutput(signature, session.outputMetadata));
      faults.throwIfAny();
      return new OnnxSession(session, plan as InputPlan, output as ProbabilityOutput);
    } catch (error) {
      await session.release();
      throw error;
    }
  }

  /** One tensor per feature, or one for all. */
  get inputForm(): InputPlan['form'] {
    return this.#plan.form;
  }

  /**
   * Runs the model on one batch and returns the raw, uncalibrated probabilities, one per row.
   *
   * A row is NaN where the model gave no probability; the other rows stand.
   *
   * @throws {DomainError} VALIDATION_FAILED when an integer input cannot hold a value; INFERENCE_FAILED when the model fails on this batch, MODEL_MEMORY_EXCEEDED when that is for want
   *   of memory; the cause has the words of ONNX Runtime, which may hold values
   * @throws {TypeError} after `release`
   */
  run(rows: readonly FeatureVector[]): Promise<Float64Array> {
    return this.#track(rows.length, () => toTensors(this.#plan, rows), readProbabilities);
  }

  /** As {@link run}, with the features by column. */
  runColumns(columns: FeatureColumns): Promise<Float64Array> {
    return this.#track(columns.rows, () => columnsToTensors(this.#plan, columns), readProbabilities);
  }

  /** As {@link run}, but with the numbers that the model gave where they are no probabilities: to name them. */
  runUnbounded(rows: readonly FeatureVector[]): Promise<Float64Array> {
    return this.#track(rows.length, () => toTensors(this.#plan, rows), readNumbers);
  }

  async #track(rows: number, feed: () => Feeds, read: typeof readProbabilities): Promise<Float64Array> {
    if (this.#released) throw new TypeError('the session was released');
    if (rows === 0) return new Float64Array();
    const run = this.#infer(rows, feed, read);
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  /** Frees the model's memory once the runs under way have ended. */
  async release(): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    await Promise.allSettled(this.#running);
    await this.#session.release();
  }

  async #infer(rows: number, feed: () => Feeds, read: typeof readProbabilities): Promise<Float64Array> {
    const feeds = Object.entries(feed()).map(([name, data]) => [name, tensor(data)] as const);
    const outputs = await this.#session
      .run(Object.fromEntries(feeds), [this.#output.output])
      .catch((cause: unknown) => {
        throw notRun(rows, cause);
      });
    const { data } = outputs[this.#output.output] as Tensor;
    return read(data as Float32Array | Float64Array, this.#output, rows);
  }
}

// with `checkOnnxFile` nothing is looked for here; without it, it would not be found
const NO_FOLDER = '/dev/null/none';

async function create(bytes: Uint8Array): Promise<InferenceSession> {
  checkOnnxFile(bytes);
  try {
    return await InferenceSession.create(bytes, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // every failure is thrown: the runtime need not print it as well
      logSeverityLevel: 4,
      extra: { session: { model_external_initializers_file_folder_path: NO_FOLDER } },
    });
  } catch (cause) {
    throw notLoaded(cause);
  }
}

function notLoaded(cause: unknown): DomainError {
  const locale = absentLocale(cause);
  if (locale) return refusal('ARTIFACT_LOCALE_ABSENT', 'a StringNormalizer', `locale ${locale}`, 'locale C or C.UTF-8');
  if (isOutOfMemory(cause)) return outOfMemory('loading the model', cause);
  return new DomainError('ARTIFACT_INVALID', `ONNX Runtime cannot load the file: ${onnxFault(cause)}`, {}, { cause });
}

function notRun(rows: number, cause: unknown): DomainError {
  if (isOutOfMemory(cause)) return outOfMemory(`running the model on ${rows} rows`, cause);
  const message = `the model failed on ${rows} rows: ${onnxFault(cause)}`;
  return new DomainError('INFERENCE_FAILED', message, { rows }, { cause });
}

function outOfMemory(where: string, cause: unknown): DomainError {
  const [found, expected] = ['more memory wanted than there is', 'less'];
  const message = `${where}: found ${found}, expected ${expected}`;
  return new DomainError('MODEL_MEMORY_EXCEEDED', message, { where, found, expected }, { cause });
}

function tensor({ type, data, dims }: TensorData): Tensor {
  return new Tensor(type, data as never, dims);
}
