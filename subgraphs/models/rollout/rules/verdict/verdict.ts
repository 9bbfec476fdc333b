import { type ArmEvidence, type EvidenceStratum, SHARE_OVER_P95, type Stratum } from './evidence.ts';
import { counted, explain } from './explain.ts';
import { continueProportions, continueScores, observationsNeeded } from './forecast.ts';
import type { Guardrail, GuardrailMetric } from './guardrails.ts';
import { judgeConversion } from './judge-conversion.ts';
import { judgePsi } from './judge-psi.ts';
import { judgeShare } from './judge-share.ts';
import type { Judgement, JudgementOptions, Verdict } from './judgement.ts';

/** Chance that a challenger as good as the champion is ever rolled back, over all guardrails and evaluations. */
export const FALSE_ROLLBACK_CHANCE = 0.05;

/**
 * Effective samples at which the intervals are narrowest: 555 requests of a challenger with a tenth of the traffic, the
 * size at which a breakage should show, or a first step be passed.
 */
export const TUNED_FOR_SAMPLES = 500;

/** Conversion rate assumed in forecasts until the first lead has matured. */
const ASSUMED_CONVERSION = 0.1;

/** Settings of {@link judge}. */
export interface VerdictOptions {
  /** minimum number of requests of the challenger over all steps for a SUCCESS */
  readonly minimumSamples: number;
  /** part of that minimum for the step in force; absent when there is only one step */
  readonly stepMinimum?: number;
  /** traffic share of the challenger now, above 0, at most 1: for forecasts */
  readonly trafficShare: number;
  /** requests of the challenger per day now; absent when unknown */
  readonly requestsPerDay?: number;
  /** leads of the challenger that mature per day now; absent when unknown */
  readonly maturedPerDay?: number;
  /** default {@link FALSE_ROLLBACK_CHANCE} */
  readonly alpha?: number;
  /** default {@link TUNED_FOR_SAMPLES} */
  readonly tunedForN?: number;
}

/** Verdict of one guardrail. */
export interface MetricVerdict extends Judgement {
  readonly metric: GuardrailMetric;
  readonly holds: boolean;
  /**
   * estimated further observations of the challenger until a verdict; 0 when there is one, undefined when out of reach
   */
  readonly needed: number | undefined;
  /** estimated days until a verdict, at the current rate */
  readonly neededDays: number | undefined;
  /** one sentence for people */
  readonly explanation: string;
}

/** Verdict about a challenger. */
export interface Analysis {
  readonly verdict: Verdict;
  readonly metrics: readonly MetricVerdict[];
  /** one paragraph for people */
  readonly explanation: string;
}

/**
 * Judges a challenger by its guardrails.
 *
 * FAILURE when one guardrail fails, regardless of the others. SUCCESS when all guardrails that the rollout waits for
 * are met and there are enough samples. Otherwise INCONCLUSIVE, with what is missing. Alpha is divided by the number of
 * guardrails, and the intervals are always valid, however often they are evaluated.
 *
 * @param strata     evidence per step of the rollout, oldest first; replayed requests count as a step of their own
 * @param guardrails checked by `requireGuardrails`
 */
export function judge(
  strata: readonly EvidenceStratum[],
  guardrails: readonly Guardrail[],
  options: VerdictOptions,
): Analysis {
  const { alpha = FALSE_ROLLBACK_CHANCE, tunedForN = TUNED_FOR_SAMPLES } = options;
  const surely = { alpha: alpha / Math.max(1, guardrails.length), tunedForN };
  const metrics = guardrails.map((guardrail) => judgeMetric(strata, guardrail, surely, options));
  const requests = strata.reduce((sum, { challenger }) => sum + challenger.requests, 0);
  const missing = Math.max(0, options.minimumSamples - requests);
  const holding = metrics.filter(({ verdict, holds, isCommon }) => isCommon || (holds && verdict === 'INCONCLUSIVE'));
  const failed = metrics.filter(({ verdict }) => verdict === 'FAILURE');
  const isProven = missing === 0 && holding.length === 0;
  const decisive = failed.length > 0 ? failed : isProven ? metrics : holding;
  const { stepMinimum = options.minimumSamples } = options;
  const tooFew = missing > 0 && failed.length === 0 ? [toGo(missing, stepMinimum)] : [];
  return {
    verdict: failed.length > 0 ? 'FAILURE' : isProven ? 'SUCCESS' : 'INCONCLUSIVE',
    metrics,
    explanation: [...tooFew, ...decisive.map(({ explanation }) => explanation)].join(' '),
  };
}

/** Number of requests that a step still needs, in words. */
export function toGo(missing: number, needed: number): string {
  return `${missing} of ${counted(needed, 'request')} to go.`;
}

function judgeMetric(
  strata: readonly EvidenceStratum[],
  guardrail: Guardrail,
  surely: JudgementOptions,
  options: VerdictOptions,
): MetricVerdict {
  const judgeStrata = (those: readonly Stratum[]) =>
    RULES[guardrail.metric](those, guardrail.limit, surely, options.trafficShare);
  const judgeWith = judgeStrata(strata);
  const judgement = judgeWith(0);
  const course = { hasReplay: strata.some(({ isReplay }) => isReplay), step: stepOf(strata, judgeStrata) };
  const needed = observationsNeeded(judgeWith);
  const perDay = observationsPerDay(strata, guardrail.metric, options);
  const neededDays = needed !== undefined && perDay ? needed / perDay : undefined;
  const { metric, holds } = guardrail;
  return {
    metric,
    holds,
    ...judgement,
    needed,
    neededDays,
    explanation: explain(metric, judgement, { ...course, needed, neededDays }),
  };
}

/** Observations of a metric per day now: matured leads, requests, or timed requests in their present proportion. */
function observationsPerDay(
  strata: readonly EvidenceStratum[],
  metric: GuardrailMetric,
  { maturedPerDay, requestsPerDay }: VerdictOptions,
): number | undefined {
  if (metric === 'CONVERSION') return maturedPerDay;
  const { requests, timed = requests } = strata.at(-1)?.challenger ?? { requests: 0 };
  if (metric !== 'LATENCY_P95' || requests === 0) return requestsPerDay;
  return requestsPerDay === undefined ? undefined : (requestsPerDay * timed) / requests;
}

/** Judgement of the step in force, when there is evidence of earlier steps, too. */
function stepOf(
  strata: readonly Stratum[],
  judgeStrata: (those: readonly Stratum[]) => (further: number) => Judgement,
): Pick<Judgement, 'found' | 'samples'> | undefined {
  const latest = strata.at(-1);
  return latest && strata.length > 1 ? judgeStrata([latest])(0) : undefined;
}

type Rule = (
  strata: readonly Stratum[],
  limit: number,
  surely: JudgementOptions,
  trafficShare: number,
) => (further: number) => Judgement;

/** For each metric, how to read it from the evidence, extend it and judge it. */
const RULES: Readonly<Record<GuardrailMetric, Rule>> = {
  ERROR_RATE: shareRule(
    ({ requests, errors }) => ({ trials: requests, events: errors }),
    (limit) => limit,
    true,
  ),
  LATENCY_P95: shareRule(
    ({ requests, slow, timed = requests }) => ({ trials: timed, events: slow }),
    () => SHARE_OVER_P95,
  ),
  SCORE_PSI: (strata, limit, surely, trafficShare) => {
    const scores = strata.map(({ champion, challenger }) => ({
      champion: champion.scores,
      challenger: challenger.scores,
    }));
    const ratio = championRatio(trafficShare);
    return (further) => judgePsi(further > 0 ? continueScores(scores, further, ratio) : scores, limit, surely);
  },
  CONVERSION: (strata, limit, surely, trafficShare) => {
    const outcomes = strata.map((stratum) => ({
      champion: conversionsOf(stratum.champion),
      challenger: conversionsOf(stratum.challenger),
    }));
    const ratio = championRatio(trafficShare);
    return (further) =>
      judgeConversion(
        further > 0 ? continueProportions(outcomes, further, ratio, ASSUMED_CONVERSION) : outcomes,
        limit,
        surely,
      );
  },
};

function shareRule(
  read: (arm: ArmEvidence) => { readonly trials: number; readonly events: number },
  limitOf: (limit: number) => number,
  isAbsolute = false,
): Rule {
  return (strata, limit, surely, trafficShare) => {
    const shares = strata.map(({ champion, challenger }) => ({
      champion: read(champion),
      challenger: read(challenger),
    }));
    const ratio = championRatio(trafficShare);
    return (further) =>
      judgeShare(
        further > 0 ? continueProportions(shares, further, ratio, 0) : shares,
        limitOf(limit),
        surely,
        isAbsolute,
      );
  };
}

function conversionsOf({ matured, converted }: ArmEvidence): { readonly trials: number; readonly events: number } {
  return { trials: matured, events: converted };
}

/** Requests of the champion per request of the challenger. */
function championRatio(trafficShare: number): number {
  return (1 - trafficShare) / trafficShare;
}
