import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../lake/features/features.ts';
import { runCost } from '../../../scoring/cost/run-cost.ts';
import { createExplainer } from '../../../scoring/explain/create-explainer.ts';
import type { ExplanationMethod } from '../../../scoring/explain/explanation.ts';
import type { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { referenceRows } from '../../../scoring/reference-rows.ts';
import type { Candidate } from './inspect-artifact.ts';

/** Kinds of runs. IN_PROCESS: the work of a run is bounded by the file. OWN_PROCESS: it is not, so that a run may have to be killed. */
export const COST_CLASSES = ['IN_PROCESS', 'OWN_PROCESS'] as const;

/** Figures of a file that is validated. */
export interface VersionMeasures {
  /** median time of a run with one row, ms */
  readonly oneRowMs: number;
  /** time of a run with 256 rows, ms */
  readonly batchMs: number;
  readonly costClass: (typeof COST_CLASSES)[number];
  /** how its scores are explained; undefined without a reference window of two rows */
  readonly explanationMethod: ExplanationMethod | undefined;
  /** why its explanations are sampled; undefined where they are exact */
  readonly inexactBecause: string | undefined;
}

const RUNS = 21;
const MOST_MS = 500;
const BATCH_ROWS = 256;
const BACKGROUND_ROWS = 100;

/** Measures the runs of a loaded and warmed-up model, and finds out how its scores can be explained. */
export async function measureVersion(session: OnnxSession, candidate: Candidate): Promise<VersionMeasures> {
  const { bytes, sample } = candidate;
  const rows = sample.length > 0 ? sample : [EMPTY_FEATURE_VECTOR];
  const times: number[] = [];
  for (const since = performance.now(); times.length < RUNS && performance.now() - since < MOST_MS; )
    times.push(await timeOf(session, rows.slice(0, 1)));
  const batch = Array.from({ length: BATCH_ROWS }, (_, row) => rows[row % rows.length] as FeatureVector);
  return {
    oneRowMs: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number,
    batchMs: await timeOf(session, batch),
    costClass: runCost(bytes) === undefined ? 'OWN_PROCESS' : 'IN_PROCESS',
    ...(await explanationOf(session, candidate)),
  };
}

async function timeOf(session: OnnxSession, rows: readonly FeatureVector[]): Promise<number> {
  const startedAt = performance.now();
  await session.run(rows);
  return performance.now() - startedAt;
}

async function explanationOf(
  session: OnnxSession,
  { bytes, signature, reference }: Candidate,
): Promise<Pick<VersionMeasures, 'explanationMethod' | 'inexactBecause'>> {
  if (!reference || reference.window.rows < 2) return { explanationMethod: undefined, inexactBecause: undefined };
  const background = referenceRows(reference.window, signature, 0, BACKGROUND_ROWS);
  const predict = (rows: readonly FeatureVector[]) => session.run(rows);
  const explainer = await createExplainer({
    bytes,
    signature,
    calibration: reference.calibration,
    background,
    predict,
  });
  return { explanationMethod: explainer.method, inexactBecause: explainer.inexactBecause };
}
