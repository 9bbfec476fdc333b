import type { GuardrailMetric } from './guardrails.ts';
import type { Judgement } from './judgement.ts';

const NAMES: Readonly<Record<GuardrailMetric, string>> = {
  ERROR_RATE: 'Error rate',
  LATENCY_P95: "Share of requests over the champion's p95 and the allowed increase",
  SCORE_PSI: 'PSI of scores',
  CONVERSION: 'Change of conversion',
};

const OBSERVATIONS: Readonly<Record<GuardrailMetric, string>> = {
  ERROR_RATE: 'requests',
  LATENCY_P95: 'requests',
  SCORE_PSI: 'scores',
  CONVERSION: 'matured leads',
};

/**
 * A judgement as a sentence: metric, found, bounds, limit, samples, and when it is undecided how much is missing.
 *
 * @param needed     further observations, undefined when no number in sight decides
 * @param neededDays the same in days, undefined when the rate is not known
 *
 * @example 'Error rate: found 5.1 % in 412 requests (surely 3.0 % to 8.2 %), limit 2.0 %, champion 0.4 %: too high.'
 */
export function explain(
  metric: GuardrailMetric,
  judgement: Judgement,
  needed: number | undefined,
  neededDays: number | undefined,
): string {
  const { found, lower, upper, limit, champion, samples, verdict } = judgement;
  const show = (value: number) => format(metric, value);
  const bounds = found === undefined ? '' : ` (surely ${show(lower)} to ${show(upper)})`;
  const value = found === undefined ? 'nothing found yet' : `found ${show(found)}`;
  const beside = champion === undefined ? '' : `, champion ${(100 * champion).toFixed(1)} %`;
  const evidence = `${value} in ${samples} ${OBSERVATIONS[metric]}${bounds}, limit ${show(limit)}${beside}`;
  return `${NAMES[metric]}: ${evidence}: ${conclusion(metric, verdict, needed, neededDays)}.`;
}

function conclusion(
  metric: GuardrailMetric,
  verdict: Judgement['verdict'],
  needed: number | undefined,
  neededDays: number | undefined,
): string {
  if (verdict === 'SUCCESS') return 'within the limit';
  if (verdict === 'FAILURE') return metric === 'CONVERSION' ? 'too low' : 'too high';
  if (needed === undefined) return 'undecided, and more of the same would not decide it';
  const days = neededDays === undefined ? '' : `, ${Math.max(1, Math.ceil(neededDays))} days at the rate of now`;
  return `undecided, about ${needed} more ${OBSERVATIONS[metric]} needed${days}`;
}

function format(metric: GuardrailMetric, value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'any' : 'any fall';
  return metric === 'SCORE_PSI' ? value.toFixed(3) : `${(100 * value).toFixed(1)} %`;
}
