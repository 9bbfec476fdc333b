import { confidenceSequence } from '../../../../../statistics/confidence-sequence.ts';
import { totalOf } from '../../../../../statistics/histogram.ts';
import { psiEstimate } from '../../../../../statistics/psi.ts';
import { effectiveSamples, type Judgement, type JudgementOptions } from './judgement.ts';

/** Scores of both versions per bin, over the same time. */
export interface ScoreStratum {
  readonly champion: readonly number[];
  readonly challenger: readonly number[];
}

/** Minimum number of expected observations per bin, below which a PSI is noise. */
const LEAST_PER_BIN = 5;

/**
 * Judges whether the PSI of the challenger's scores against the champion's is below a limit.
 *
 * PSI is computed within each step, corrected for its expected value under chance, and averaged with the weights nₖ mₖ
 * / (nₖ + mₖ); its always-valid interval comes from the delta method. Steps with fewer than {@link LEAST_PER_BIN}
 * scores per bin are left out. FAILURE when the interval is above the limit, SUCCESS when it is below.
 *
 * @param limit > 0, nats
 */
export function judgePsi(strata: readonly ScoreStratum[], limit: number, options: JudgementOptions): Judgement {
  let effective = 0;
  let value = 0;
  let variance = 0;
  for (const { champion, challenger } of strata) {
    const [n, m] = [totalOf(champion), totalOf(challenger)];
    const estimate = psiEstimate(champion, challenger);
    if (!estimate || Math.min(n, m) < LEAST_PER_BIN * champion.length) continue;
    const weight = effectiveSamples(n, m);
    effective += weight;
    value += weight * estimate.corrected;
    variance += (weight * estimate.standardError) ** 2;
  }
  const samples = strata.reduce((sum, { challenger }) => sum + totalOf(challenger), 0);
  const about = { limit, champion: undefined, samples };
  if (effective === 0) {
    return { verdict: 'INCONCLUSIVE', found: undefined, lower: 0, upper: Number.POSITIVE_INFINITY, ...about };
  }
  const sequence = confidenceSequence(value / effective, Math.sqrt(variance) / effective, effective, options);
  return {
    verdict: sequence.lower > limit ? 'FAILURE' : sequence.upper < limit ? 'SUCCESS' : 'INCONCLUSIVE',
    found: Math.max(0, sequence.estimate),
    lower: Math.max(0, sequence.lower),
    upper: Math.max(0, sequence.upper),
    ...about,
  };
}
