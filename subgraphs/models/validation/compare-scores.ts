import { DomainError } from '../../../platform/errors.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import type { Calibration, ModelSignature, ReferenceWindow } from '../../../scoring/model-manifest.ts';
import type { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { referenceRows } from '../../../scoring/reference-rows.ts';

/** Reference scores of a file, with the inputs that they were computed from. */
export interface ReferenceScores {
  readonly window: Pick<ReferenceWindow, 'features' | 'rows' | 'scores'>;
  readonly calibration: Calibration;
  /** largest allowed difference of two probabilities */
  readonly tolerance: number;
}

/** Result of the comparison of a file with its reference scores. */
export interface ScoreComparison {
  readonly rows: number;
  readonly tolerance: number;
  /** of two probabilities, over all rows */
  readonly largestDifference: number;
}

/** Row whose score differs from its reference. */
interface DifferingRow {
  /** in the reference window, from 0 */
  readonly row: number;
  readonly expected: number;
  /** null where the file returns no probability */
  readonly found: number | null;
  /** the returned value in that case, such as NaN */
  readonly given?: string;
}

const BATCH_ROWS = 256;
const ROWS_SHOWN = 5;

/**
 * Runs the rows of a reference window through a file, and compares its calibrated scores with those of the window: a
 * conversion to ONNX may lose behaviour of the training library, such as the path of missing values through a tree.
 *
 * @throws {DomainError} ARTIFACT_SCORES_DIFFER with the number of rows beyond the tolerance and the first of them;
 *   ARTIFACT_INVALID when the model fails, and what else `OnnxSession.run` throws
 */
export async function compareScores(
  session: Pick<OnnxSession, 'run' | 'runUnbounded'>,
  signature: ModelSignature,
  { window, calibration, tolerance }: ReferenceScores,
): Promise<ScoreComparison> {
  const { rows, scores } = window;
  const differing: DifferingRow[] = [];
  let largestDifference = 0;
  for (let from = 0; from < rows; from += BATCH_ROWS) {
    const raw = await run(session, referenceRows(window, signature, from, from + BATCH_ROWS), from);
    for (const [at, value] of raw.entries()) {
      const row = from + at;
      const expected = scores[row] as number;
      const found = Number.isNaN(value) ? Number.NaN : calibrate(value, calibration);
      const difference = Math.abs(found - expected);
      largestDifference = Math.max(largestDifference, difference);
      // also true for NaN
      if (!(difference <= tolerance)) differing.push({ row, expected, found: Number.isNaN(found) ? null : found });
    }
  }
  if (differing.length > 0) throw scoresDiffer(await named(session, signature, window, differing), rows, tolerance);
  return { rows, tolerance, largestDifference };
}

/** Adds the returned value to the first differing rows without a probability. */
async function named(
  session: Pick<OnnxSession, 'runUnbounded'>,
  signature: ModelSignature,
  window: ReferenceScores['window'],
  differing: readonly DifferingRow[],
): Promise<readonly DifferingRow[]> {
  const first = differing.slice(0, ROWS_SHOWN).map(async (each) => {
    if (each.found !== null) return each;
    const [given] = await session.runUnbounded(referenceRows(window, signature, each.row, each.row + 1));
    return { ...each, given: String(given) };
  });
  return [...(await Promise.all(first)), ...differing.slice(ROWS_SHOWN)];
}

async function run(
  session: Pick<OnnxSession, 'run'>,
  vectors: Parameters<OnnxSession['run']>[0],
  from: number,
): Promise<Float64Array> {
  return session.run(vectors).catch((cause: unknown) => {
    if (!(cause instanceof DomainError)) throw cause;
    const where = `reference rows ${from} to ${from + vectors.length - 1}`;
    const code = cause.code === 'INFERENCE_FAILED' ? 'ARTIFACT_INVALID' : cause.code;
    throw new DomainError(code, `${where}: ${cause.message}`, { ...cause.extensions, where }, { cause });
  });
}

function scoresDiffer(differing: readonly DifferingRow[], rows: number, tolerance: number): DomainError {
  const first = differing.slice(0, ROWS_SHOWN);
  const words = first.map((each) => `row ${each.row}: expected ${each.expected}, found ${shown(each)}`);
  const found = `${differing.length} of ${rows} rows more than ${tolerance} away`;
  const expected = 'the scores of manifest.referenceWindow';
  const message = `scores of the file: found ${found} (${words.join('; ')}), expected ${expected}`;
  const details = { where: 'scores of the file', found, expected, differing: differing.length, rows, tolerance, first };
  return new DomainError('ARTIFACT_SCORES_DIFFER', message, details);
}

function shown({ found, given }: DifferingRow): string {
  return found === null ? `${given}, no probability` : String(Number(found.toFixed(6)));
}
