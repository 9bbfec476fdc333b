import { DAY_MS } from '../../../../platform/time.ts';
import type { AbResult } from './ab-test.ts';
import { NO_REQUESTS, type RolloutEvidence, runsOf, strataOf, watchedVersions } from './rollout-evidence.ts';
import type { RolloutRow } from './rollout-row.ts';
import { findTrippedWire, type Trip, type TripWireEvidence } from './trip-wires.ts';
import type { Guardrail } from './verdict/guardrails.ts';
import type { Verdict } from './verdict/judgement.ts';
import { type Analysis, FALSE_ROLLBACK_CHANCE, judge, toGo } from './verdict/verdict.ts';

/** Rates from a shorter time are noise: a burst would be extrapolated to a day. */
const LEAST_ELAPSED_MS = 60_000;

// the worst verdict decides
const ORDER: readonly Verdict[] = ['FAILURE', 'INCONCLUSIVE', 'SUCCESS'];

/** Analysis of a rollout. */
export interface EvaluationResult extends Analysis {
  /** requests in the step in force, of the challenger with the fewest */
  readonly stepSamples: number;
  /** reason why the rollout holds although the challenger breaches a limit: the champion breaches it, too */
  readonly hold?: string;
}

/**
 * Analyses the evidence of a rollout that has entered a step.
 *
 * With several challengers each is judged, the chance of a false verdict is divided among them, and the worst verdict
 * counts. A CANARY needs proof for SUCCESS. AB_TEST and IMMEDIATE fail by the same guardrails, an A/B test also when
 * every treatment converts worse; otherwise they only need their samples. A SHADOW harms no caller: it never fails, and
 * its report has the comparison.
 *
 * @param now epoch milliseconds
 */
export function analyse(row: RolloutRow, evidence: RolloutEvidence, now: number): EvaluationResult {
  const challengers = watchedVersions(row);
  const results = challengers.map(({ version, weight }) => ({
    version,
    ...analyseVersion(row, evidence, { version, share: shareOf(row, weight), now, of: challengers.length }),
  }));
  const [worst] = results.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  if (!worst) throw new TypeError(`rollout ${row.id}: found no version to judge`);
  const { version, metrics, stepSamples, hold } = worst;
  const about = challengers.length > 1 ? [`Version ${version}:`] : [];
  const test = evidence.abTest ? [describe(evidence.abTest)] : [];
  const verdict = evidence.abTest?.verdict === 'FAILURE' ? 'FAILURE' : worst.verdict;
  const explanation = [...about, worst.explanation, ...test].join(' ').trim();
  return { verdict, metrics, stepSamples, explanation, ...(hold !== undefined && { hold }) };
}

/**
 * Trip-wire that a challenger tripped in the step in force, preferring one that ends the rollout; shadows have none.
 */
export function findTrip(row: RolloutRow, evidence: RolloutEvidence): Trip | undefined {
  if (row.strategy === 'SHADOW') return undefined;
  const trips = watchedVersions(row).flatMap(({ version }) => {
    const tripped = findTrippedWire(wireEvidence(row, evidence, version), row.settings.tripWires);
    if (!tripped) return [];
    const { wire, reason, heldBy } = tripped;
    const found = `version ${version} tripped ${wire}: ${reason}`;
    const isHeld = heldBy !== undefined;
    return { wire, version, reason: isHeld ? `Holds: ${found}, but ${heldBy}.` : found, isHeld };
  });
  return trips.find(({ isHeld }) => !isHeld) ?? trips[0];
}

/**
 * Makes an analysis INCONCLUSIVE while the rollout holds because of a trip-wire; a FAILURE of a guardrail still counts.
 */
export function heldBy(trip: Trip | undefined, result: EvaluationResult): EvaluationResult {
  if (!trip?.isHeld || result.verdict === 'FAILURE') return result;
  const explanation = `${trip.reason} ${result.explanation}`.trim();
  return { ...result, verdict: 'INCONCLUSIVE', explanation, hold: trip.reason };
}

function wireEvidence(
  { champion }: RolloutRow,
  { steps, failuresInRow }: RolloutEvidence,
  version: number,
): TripWireEvidence {
  const { arms = {}, minutes = [] } = steps.at(-1) ?? {};
  const challenger = arms[version] ?? NO_REQUESTS;
  const beside = minutes.map((minute) => ({
    champion: minute.arms[champion] ?? NO_REQUESTS,
    challenger: minute.arms[version] ?? NO_REQUESTS,
  }));
  return {
    failuresInRow: failuresInRow[version] ?? 0,
    overP95Limit: { trials: runsOf(challenger), events: challenger.overLimit },
    champion: { failuresInRow: failuresInRow[champion] ?? 0, minutes: beside },
  };
}

interface VersionUnderTest {
  readonly version: number;
  readonly share: number;
  readonly now: number;
  /** number of versions that are judged side by side */
  readonly of: number;
}

function analyseVersion(row: RolloutRow, evidence: RolloutEvidence, tested: VersionUnderTest): EvaluationResult {
  const strata = strataOf(evidence, row.champion, tested.version);
  const stepSamples = evidence.steps.at(-1)?.arms[tested.version]?.requests ?? 0;
  const needed = row.settings.steps[row.state.step]?.minimumSamples ?? 0;
  const requests = strata.reduce((sum, { challenger }) => sum + challenger.requests, 0);
  const analysis = judge(strata, guardrailsOf(row), {
    // the minimum of the step, in requests over all steps
    minimumSamples: requests - stepSamples + needed,
    stepMinimum: needed,
    trafficShare: tested.share,
    alpha: FALSE_ROLLBACK_CHANCE / tested.of,
    ...ratesOf(evidence, tested),
  });
  const isShadow = row.strategy === 'SHADOW';
  const common = isShadow ? [] : analysis.metrics.filter(({ isCommon }) => isCommon);
  const hold = common.length > 0 ? { hold: common.map(({ explanation }) => explanation).join(' ') } : {};
  if (row.strategy === 'CANARY' || (analysis.verdict === 'FAILURE' && !isShadow))
    return { ...analysis, stepSamples, ...hold };
  const verdict = stepSamples >= needed && common.length === 0 ? 'SUCCESS' : 'INCONCLUSIVE';
  const missing = stepSamples < needed ? [toGo(needed - stepSamples, needed)] : [];
  const metrics = analysis.metrics.map(({ explanation }) => explanation);
  return { ...analysis, verdict, stepSamples, explanation: [...missing, ...metrics].join(' '), ...hold };
}

/** Guardrails that apply to a strategy: the scores of a shadow have no effect on leads, nor its latency on callers. */
function guardrailsOf({ strategy, settings }: RolloutRow): readonly Guardrail[] {
  if (strategy !== 'SHADOW') return settings.guardrails;
  return settings.guardrails.filter(({ metric }) => metric === 'ERROR_RATE' || metric === 'SCORE_PSI');
}

/** Traffic share of a version relative to it and the champion; a shadow gets the same requests as the champion. */
function shareOf({ strategy, traffic_share }: RolloutRow, weight: number): number {
  if (strategy === 'SHADOW') return 0.5;
  const share = traffic_share * weight;
  // there is no traffic before the first step
  return share > 0 ? share / (share + 1 - traffic_share) : 0.5;
}

function ratesOf(
  { steps }: RolloutEvidence,
  { version, now }: VersionUnderTest,
): { readonly requestsPerDay?: number; readonly maturedPerDay?: number } {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return {};
  const matured = steps.reduce((sum, { arms }) => sum + (arms[version]?.matured ?? 0), 0);
  const requestsPerDay = perDay(last.arms[version]?.requests ?? 0, now - last.since);
  const maturedPerDay = perDay(matured, now - first.since);
  return { ...(requestsPerDay && { requestsPerDay }), ...(maturedPerDay && { maturedPerDay }) };
}

function perDay(count: number, elapsedMs: number): number | undefined {
  return count > 0 && elapsedMs >= LEAST_ELAPSED_MS ? (count * DAY_MS) / elapsedMs : undefined;
}

function describe({ validity, verdict, comparisons }: AbResult): string {
  if (validity !== 'VALID') return `A/B test: not valid (${validity}).`;
  const points = (share: number) => `${(100 * share).toFixed(1)} points`;
  const each = comparisons.map(({ arm, difference }) =>
    difference && Number.isFinite(difference.halfWidth)
      ? `version ${arm} ${points(difference.estimate)} (surely ${points(difference.lower)} to ${points(difference.upper)})`
      : `version ${arm} unknown yet`,
  );
  return `A/B test: ${verdict}, conversion against the champion: ${each.join(', ')}.`;
}
