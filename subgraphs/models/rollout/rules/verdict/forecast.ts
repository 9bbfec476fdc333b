import type { ScoreStratum } from './judge-psi.ts';
import type { Judgement } from './judgement.ts';
import { type ProportionStratum, pooled } from './stratified-contrast.ts';

/** Observations of the challenger from which its own rates are used; before, those of the champion are. */
const BELIEVED_FROM = 30;

/** Number of further observations that counts as out of reach. */
const HORIZON = 10_000_000;

/**
 * Forecasts how many more observations of the challenger a verdict needs, at the rates found so far.
 *
 * The evidence is extended by x observations and judged again; doubling and bisection find the least x that decides. It
 * is an estimate: the rates are uncertain themselves.
 *
 * @param judgeWith judges the evidence so far and x further observations
 * @returns whole observations, 0 when decided, undefined when {@link HORIZON} would not decide it either
 */
export function observationsNeeded(judgeWith: (further: number) => Judgement): number | undefined {
  const isDecided = (further: number) => judgeWith(further).verdict !== 'INCONCLUSIVE';
  if (isDecided(0)) return 0;
  let open = 0;
  let decided = 1;
  while (!isDecided(decided)) {
    open = decided;
    decided *= 2;
    if (decided > HORIZON) return undefined;
  }
  while (decided - open > Math.max(1, decided * 0.01)) {
    const middle = Math.ceil((open + decided) / 2);
    if (isDecided(middle)) decided = middle;
    else open = middle;
  }
  return decided;
}

/**
 * Extends the steps by one with further trials of the challenger, at the shares found so far.
 *
 * Until {@link BELIEVED_FROM} trials the challenger is assumed to equal the champion, and a champion without trials to
 * have `assumedShare`.
 *
 * @param championRatio trials of the champion per trial of the challenger
 * @param assumedShare  0 to 1
 */
export function continueProportions(
  strata: readonly ProportionStratum[],
  further: number,
  championRatio: number,
  assumedShare: number,
): readonly ProportionStratum[] {
  const champion = pooled(strata, 'champion');
  const challenger = pooled(strata, 'challenger');
  const championShare = champion.trials > 0 ? champion.events / champion.trials : assumedShare;
  const isBelieved = challenger.trials >= BELIEVED_FROM;
  const challengerShare = isBelieved ? challenger.events / challenger.trials : championShare;
  const trials = further * championRatio;
  return [
    ...strata,
    {
      champion: { trials, events: trials * championShare },
      challenger: { trials: further, events: further * challengerShare },
    },
  ];
}

/** Extends scores per bin in the same way; without scores of the champion they are assumed to be uniform. */
export function continueScores(
  strata: readonly ScoreStratum[],
  further: number,
  championRatio: number,
): readonly ScoreStratum[] {
  const bins = strata[0]?.champion.length;
  if (bins === undefined) return strata;
  const sum = (version: keyof ScoreStratum) =>
    Array.from({ length: bins }, (_, i) => strata.reduce((total, one) => total + (one[version][i] as number), 0));
  const champion = spread(sum('champion')) ?? Array.from({ length: bins }, () => 1 / bins);
  const challenger = spread(sum('challenger'), BELIEVED_FROM) ?? champion;
  return [
    ...strata,
    {
      champion: champion.map((share) => share * further * championRatio),
      challenger: challenger.map((share) => share * further),
    },
  ];
}

/** Shares of bins, or undefined with too few observations. */
function spread(counts: readonly number[], least: number = 1): readonly number[] | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total >= least ? counts.map((count) => count / total) : undefined;
}
