import { countBins } from '../../../../statistics/histogram.ts';
import { quantile } from '../../../../statistics/quantile.ts';
import { sortNumbers } from '../../../../statistics/sorted-numbers.ts';
import type { Baseline } from '../rules/rollout-evidence.ts';
import type { ArmEvidence, Stratum } from '../rules/verdict/evidence.ts';
import type { Replay, ReplaySide } from './replay-rows.ts';

/**
 * Converts a replay to evidence: a stratum before the first step.
 *
 * Inference is only part of a request. A row counts as slow when it takes longer than the champion's p95 within the
 * replay plus the increase that a whole request is allowed, in milliseconds: a model of twice the latency is harmless
 * when that adds 0.05 ms to requests of 2 ms.
 *
 * @param baseline of the rollout; without one only errors count
 * @param increase allowed over the champion's p95, 0.5 is half as much again; infinite without a limit
 */
export function replayStratum(replay: Replay, baseline: Baseline | undefined, increase: number): Stratum {
  const ownP95Ms = quantile(sortNumbers(replay.champion.latenciesMs), 0.95) ?? 0;
  const boundMs = baseline ? ownP95Ms + increase * baseline.p95Ms : Number.POSITIVE_INFINITY;
  return {
    champion: armOf(replay.champion, baseline, boundMs),
    challenger: armOf(replay.challenger, baseline, boundMs),
  };
}

function armOf(
  { probabilities, latenciesMs }: ReplaySide,
  baseline: Baseline | undefined,
  boundMs: number,
): ArmEvidence {
  const answered = probabilities.filter((probability) => !Number.isNaN(probability));
  return {
    requests: probabilities.length,
    errors: probabilities.length - answered.length,
    slow: latenciesMs.filter((latency) => latency > boundMs).length,
    timed: baseline ? latenciesMs.length : 0,
    matured: 0,
    converted: 0,
    scores: baseline ? countBins(sortNumbers(answered), baseline.edges) : [],
  };
}
