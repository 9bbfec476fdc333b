import type { GuardrailMetric } from './guardrails.ts';
import type { Judgement } from './judgement.ts';

const NAMES: Readonly<Record<GuardrailMetric, string>> = {
  ERROR_RATE: 'Error rate',
  LATENCY_P95: "Share of requests over the champion's p95 and the allowed increase",
  SCORE_PSI: 'PSI of scores',
  CONVERSION: 'Change of conversion',
};

const OBSERVATIONS: Readonly<Record<GuardrailMetric, string>> = {
  ERROR_RATE: 'request',
  LATENCY_P95: 'request',
  SCORE_PSI: 'score',
  CONVERSION: 'matured lead',
};

/** Context of a judgement in its explanation. */
export interface Circumstances {
  /** whether a replay is among the evidence */
  readonly hasReplay?: boolean;
  /** judgement of the step in force; absent when it is the only evidence */
  readonly step?: Pick<Judgement, 'found' | 'samples'> | undefined;
  /** further observations until a verdict, undefined when it cannot be estimated */
  readonly needed: number | undefined;
  /** further days until a verdict, undefined when the rate is unknown */
  readonly neededDays: number | undefined;
}

/**
 * Explains a judgement in a sentence: metric, found value, bounds, limit, samples, and what is missing for a verdict.
 * The numbers are of the step in force; with evidence of earlier steps the totals follow.
 *
 * @example 'Error rate: found 5.1 % in 412 requests (surely 3.0 % to 8.2 %), limit 2.0 %, champion 0.4 %: too high.'
 * @example 'Error rate: found 0.0 % in 40 requests of this step, 0.5 % in 412 over all steps (surely …'
 */
export function explain(metric: GuardrailMetric, judgement: Judgement, circumstances: Circumstances): string {
  const { found, lower, upper, limit, champion } = judgement;
  const show = (value: number) => format(metric, value);
  const bounds = found === undefined ? '' : ` (surely ${show(lower)} to ${show(upper)})`;
  const beside = champion === undefined ? '' : `, champion ${(100 * champion).toFixed(1)} %`;
  const evidence = `${findings(metric, judgement, circumstances)}${bounds}, limit ${show(limit)}${beside}`;
  return `${NAMES[metric]}: ${evidence}: ${conclusion(metric, judgement, circumstances)}.`;
}

/** Number with its noun: `1 request`, `2 requests`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function findings(
  metric: GuardrailMetric,
  { found, samples }: Judgement,
  { step, hasReplay = false }: Circumstances,
): string {
  const value = (one: number | undefined) => (one === undefined ? 'nothing found yet' : `found ${format(metric, one)}`);
  const thing = OBSERVATIONS[metric];
  if (!step) return `${value(found)} in ${counted(samples, thing)}${hasReplay ? ' of the replay' : ''}`;
  const whole = found === undefined ? `${samples}` : `${format(metric, found)} in ${samples}`;
  const where = hasReplay ? 'over all steps and the replay' : 'over all steps';
  return `${value(step.found)} in ${counted(step.samples, thing)} of this step, ${whole} ${where}`;
}

function conclusion(
  metric: GuardrailMetric,
  { verdict, isCommon = false }: Judgement,
  { needed, neededDays }: Circumstances,
): string {
  if (verdict === 'SUCCESS') return 'within the limit';
  if (verdict === 'FAILURE') return metric === 'CONVERSION' ? 'too low' : 'too high';
  const open = isCommon ? 'too high, and so is the champion: the rollout holds; undecided' : 'undecided';
  if (needed === undefined) return `${open}, and more of the same would not decide it`;
  const days =
    neededDays === undefined ? '' : `, ${counted(Math.max(1, Math.ceil(neededDays)), 'day')} at the rate of now`;
  return `${open}, about ${needed} more ${needed === 1 ? OBSERVATIONS[metric] : `${OBSERVATIONS[metric]}s`} needed${days}`;
}

function format(metric: GuardrailMetric, value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'any' : 'any fall';
  return metric === 'SCORE_PSI' ? value.toFixed(3) : `${(100 * value).toFixed(1)} %`;
}
