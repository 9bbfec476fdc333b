import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../../versions/store/version-store.ts';
import { planOf } from '../commands/apply-rollout-event.ts';
import { abResult } from '../rules/ab-test.ts';
import { addObservations, setOutcomes } from '../rules/accumulate-evidence.ts';
import { analyse, findTrip, heldBy } from '../rules/analyse.ts';
import type { RolloutEvent } from '../rules/rollout-event.ts';
import { noEvidence, type RolloutEvidence, type WatchedRollout } from '../rules/rollout-evidence.ts';
import { nextRollout } from '../rules/rollout-state.ts';
import {
  LEAST_BASELINE_ROWS,
  readBaseline,
  readBeginning,
  readEnteredSteps,
  readObservations,
} from '../store/evidence-store.ts';
import { countOutcomes } from '../store/outcome-store.ts';
import { readAbArms } from '../store/read-ab-arms.ts';
import { commitEvaluation } from './commit-evaluation.ts';
import type { EvaluationDeps } from './evaluation-deps.ts';
import { startAfterReplay } from './start-after-replay.ts';

/** Outcomes arrive over weeks, so they are not counted at every evaluation. */
const OUTCOMES_EVERY_MS = 30_000;

/** Interval of analyses without new requests: forecasts change with time alone. */
const ANALYSIS_EVERY_MS = 60_000;

/**
 * Evaluates a rollout once: counts what is new in the logs, analyses it and applies the resulting event.
 *
 * Slow work is done first, outside of any transaction. Then one transaction stores evidence, event and consequences,
 * provided that the rollout is unchanged since it was read; otherwise the next evaluation starts from the new state.
 */
export async function evaluateRollout(deps: EvaluationDeps, row: WatchedRollout): Promise<void> {
  if (row.state.status === 'PENDING') return startAfterReplay(deps, row);
  const now = deps.clock();
  const before = row.evidence ?? noEvidence(await readBeginning(deps.db, row.id));
  const read = await readLogs(deps.db, row, before, now);
  const isNews = !isDeepStrictEqual(read.steps, before.steps);
  const isDue = read.steps.length > 0 && (isNews || isAgo(before.analysedAt, ANALYSIS_EVERY_MS, now));
  if (isDue) await judgeNow(deps, row, await readOutcomes(deps, row, read, now), now);
  else await passTime(deps, row, read, now);
}

async function judgeNow(deps: EvaluationDeps, row: WatchedRollout, found: RolloutEvidence, at: number): Promise<void> {
  const evidence = { ...found, analysedAt: at, analyses: found.analyses + 1 };
  // a trip-wire ends the rollout regardless of the analysis
  const trip = findTrip(row, evidence);
  const { stepSamples, ...analysis } = heldBy(trip, analyse(row, evidence, at));
  const { verdict, explanation, hold } = analysis;
  const event: RolloutEvent =
    trip && !trip.isHeld
      ? { type: 'FAIL', at, reason: trip.reason }
      : { type: 'ANALYSED', at, verdict, stepSamples, reason: explanation, ...(hold !== undefined && { hold }) };
  await commitEvaluation(deps, row, { evidence, event, analysis: { ...analysis, ...(trip && { trip }) } });
}

async function passTime(
  deps: EvaluationDeps,
  row: WatchedRollout,
  evidence: RolloutEvidence,
  at: number,
): Promise<void> {
  const event = { type: 'TIME_PASSED', at } as const;
  const { state } = nextRollout(planOf(row), row.state, event);
  if (state !== row.state) await commitEvaluation(deps, row, { evidence, event });
}

/** Adds what is new in the logs to the evidence. */
async function readLogs(db: Db, row: WatchedRollout, before: RolloutEvidence, now: number): Promise<RolloutEvidence> {
  const hasEntered = row.state.step > (before.steps.at(-1)?.step ?? -1);
  const entered = hasEntered ? await readEnteredSteps(db, row.id, before.steps) : [];
  // a step entered before the clock was set back would get no requests until that time comes again
  const steps = [...before.steps, ...entered].map((step) => ({ ...step, since: Math.min(step.since, now) }));
  const evidence = { ...before, steps };
  if (evidence.steps.length === 0) return evidence;
  const baseline = before.baseline ?? (isBaselineDue(row, evidence) ? await readBaseline(db, row) : undefined);
  const prepared = baseline ? { ...evidence, baseline } : evidence;
  return addObservations(prepared, await readObservations(db, row, prepared));
}

/** Whether a time is long enough ago, absent, or in the future because the clock was set back. */
function isAgo(at: number | undefined, ms: number, now: number): boolean {
  return at === undefined || at > now || now - at >= ms;
}

/**
 * Whether to measure the baseline: at the first evaluation, and once the champion has answered enough requests of the
 * rollout.
 */
function isBaselineDue({ champion }: WatchedRollout, { steps, analyses }: RolloutEvidence): boolean {
  const answered = steps.reduce((sum, { arms }) => sum + (arms[champion]?.requests ?? 0), 0);
  return analyses === 0 || answered >= LEAST_BASELINE_ROWS;
}

/** Adds the outcomes of leads to the evidence, where they matter and were not read recently. */
async function readOutcomes(
  { db, maturityMs }: EvaluationDeps,
  row: WatchedRollout,
  evidence: RolloutEvidence,
  now: number,
): Promise<RolloutEvidence> {
  const isTest = row.strategy === 'AB_TEST';
  const isJudged = row.strategy !== 'SHADOW' && row.settings.guardrails.some(({ metric }) => metric === 'CONVERSION');
  if (!(isTest || isJudged) || !isAgo(evidence.outcomesAt, OUTCOMES_EVERY_MS, now)) return evidence;
  const sinces = evidence.steps.map(({ since }) => since);
  const maturity = { now, maturityMs };
  const counted = setOutcomes(evidence, await countOutcomes(db, row.id, sinces, maturity));
  if (!isTest) return { ...counted, outcomesAt: now };
  const { arms, leadsInSeveralArms } = await readAbArms(db, row, sinces[0] as number, maturity);
  return { ...counted, outcomesAt: now, abTest: abResult(arms, leadsInSeveralArms) };
}
