import type { FeatureVector } from '../../../../lake/features/features.ts';
import { calibrate } from '../../../../scoring/calibration.ts';
import type { Calibration } from '../../../../scoring/model-manifest.ts';
import type { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';

/** Version under replay. */
export interface ReplayContender {
  readonly session: Pick<OnnxSession, 'run'>;
  readonly calibration: Calibration;
}

/** Results of one version, by row. */
export interface ReplaySide {
  /** calibrated, 0 to 1; NaN where it failed */
  readonly probabilities: Float64Array;
  /** of inference alone, milliseconds */
  readonly latenciesMs: Float64Array;
}

/** Results of champion and challenger on the same recorded requests. */
export interface Replay {
  readonly champion: ReplaySide;
  readonly challenger: ReplaySide;
}

// runs until the model is compiled and cached
const WARM_UP_RUNS = 5;

/**
 * Runs recorded requests through two versions, one row at a time and alternating, so that disturbances of the machine
 * affect both.
 *
 * @param budgetMs after which the remaining rows are skipped
 */
export async function replayRows(
  champion: ReplayContender,
  challenger: ReplayContender,
  rows: readonly FeatureVector[],
  budgetMs: number,
): Promise<Replay> {
  const replay = { champion: emptySide(rows.length), challenger: emptySide(rows.length) };
  const startedAt = performance.now();
  for (let i = 0; i < WARM_UP_RUNS; i += 1) {
    for (const contender of [champion, challenger]) await runOne(contender, rows[0] as FeatureVector);
  }
  let done = 0;
  for (const row of rows) {
    if (performance.now() - startedAt > budgetMs) break;
    const sides = [
      [champion, replay.champion],
      [challenger, replay.challenger],
    ] as const;
    for (const [contender, side] of done % 2 === 0 ? sides : sides.toReversed()) {
      const { probability, latencyMs } = await runOne(contender, row);
      side.probabilities[done] = probability;
      side.latenciesMs[done] = latencyMs;
    }
    done += 1;
  }
  return { champion: firstRows(replay.champion, done), challenger: firstRows(replay.challenger, done) };
}

async function runOne(
  { session, calibration }: ReplayContender,
  row: FeatureVector,
): Promise<{ readonly probability: number; readonly latencyMs: number }> {
  const startedAt = performance.now();
  // failures of a version are results of the replay
  const [raw = Number.NaN] = await session.run([row]).catch(() => [Number.NaN]);
  const latencyMs = performance.now() - startedAt;
  return { probability: Number.isNaN(raw) ? Number.NaN : calibrate(raw, calibration), latencyMs };
}

function emptySide(rows: number): ReplaySide {
  return { probabilities: new Float64Array(rows), latenciesMs: new Float64Array(rows) };
}

function firstRows({ probabilities, latenciesMs }: ReplaySide, rows: number): ReplaySide {
  return { probabilities: probabilities.slice(0, rows), latenciesMs: latenciesMs.slice(0, rows) };
}
