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

/** Outcomes come in over weeks: they need not be counted at every look. */
const OUTCOMES_EVERY_MS = 30_000;

/** An analysis is taken so often although nothing is new: time alone changes what can be expected. */
const ANALYSIS_EVERY_MS = 60_000;

/**
 * One look at a rollout: counts what is new, judges it and lets happen what follows.
 *
 * What takes time is done first, outside of any transaction. Then one transaction stores evidence, event and
 * consequences together, provided that the rollout is still as it was read; else somebody else was faster, and the next
 * look sees what they left.
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
  // a wire ends the rollout whatever the analysis says
  const trip = findTrip(row, evidence);
  const { stepSamples, ...analysis } = heldBy(trip, analyse(row, evidence, at));
  const { verdict, explanation, hold } = analysis;
  const event: RolloutEvent =
    trip && !trip.isHeld
      ? { type: 'FAIL', at, reason: trip.reason }
      : { type: 'ANALYSED', at, verdict, stepSamples, reason: explanation, ...(hold !== undefined && { hold }) };
  await commitEvaluation(deps, row, { evidence, event, analysis });
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

/** The evidence with what the logs have to add. */
async function readLogs(db: Db, row: WatchedRollout, before: RolloutEvidence, now: number): Promise<RolloutEvidence> {
  const hasEntered = row.state.step > (before.steps.at(-1)?.step ?? -1);
  const entered = hasEntered ? await readEnteredSteps(db, row.id, before.steps) : [];
  // a step entered by a clock that was set back since would get no requests until its time comes again
  const steps = [...before.steps, ...entered].map((step) => ({ ...step, since: Math.min(step.since, now) }));
  const evidence = { ...before, steps };
  if (evidence.steps.length === 0) return evidence;
  const baseline = before.baseline ?? (isBaselineDue(row, evidence) ? await readBaseline(db, row) : undefined);
  const prepared = baseline ? { ...evidence, baseline } : evidence;
  return addObservations(prepared, await readObservations(db, row, prepared));
}

/** Whether something is so long ago, was never, or lies ahead because the clock was set back. */
function isAgo(at: number | undefined, ms: number, now: number): boolean {
  return at === undefined || at > now || now - at >= ms;
}

/** At the first look, and once the champion has answered enough requests of the rollout itself. */
function isBaselineDue({ champion }: WatchedRollout, { steps, analyses }: RolloutEvidence): boolean {
  const answered = steps.reduce((sum, { arms }) => sum + (arms[champion]?.requests ?? 0), 0);
  return analyses === 0 || answered >= LEAST_BASELINE_ROWS;
}

/** The evidence with outcomes of leads, where they matter and were not read just now. */
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
