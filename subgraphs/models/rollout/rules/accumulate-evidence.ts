import {
  type ArmTally,
  type MinuteArm,
  type MinuteTally,
  NO_REQUESTS,
  type RolloutEvidence,
  type StepTally,
} from './rollout-evidence.ts';

/** So many minutes are known one by one; older ones are folded together. */
const KEPT_MINUTES = 60;

const NOTHING: MinuteArm = { requests: 0, errors: 0, overLimit: 0 };

/** Requests of one version during one step that were answered with scores of one bin, or that failed. */
export interface RequestCount {
  readonly version: number;
  /** how many steps had been entered, at least 1 */
  readonly entered: number;
  /** in which it was, since the epoch */
  readonly minute: number;
  /** of the score; null when the request failed, or there is no baseline yet */
  readonly bin: number | null;
  readonly requests: number;
  readonly errors: number;
  readonly slow: number;
  readonly overLimit: number;
}

/** Failures of a version among what is new. */
export interface FailureRun {
  readonly version: number;
  /** whether it answered a request, too */
  readonly hasSuccess: boolean;
  /** failures after the last success; all of them without one */
  readonly failures: number;
}

/** What the logs say that has not been counted. */
export interface LogObservations extends Required<Pick<RolloutEvidence, 'readUntil' | 'underWay'>> {
  readonly counts: readonly RequestCount[];
  readonly runs: readonly FailureRun[];
}

/** How leads ended that met a version first, by the step at which they met it. */
export interface OutcomeCount {
  readonly version: number;
  /** how many steps had been entered, at least 1 */
  readonly entered: number;
  readonly matured: number;
  readonly converted: number;
}

/** Evidence with what is new in the logs. */
export function addObservations(
  evidence: RolloutEvidence,
  { readUntil, underWay, counts, runs }: LogObservations,
): RolloutEvidence {
  const { baseline } = evidence;
  const bins = baseline ? baseline.edges.length + 1 : 0;
  const counted = counts.reduce(
    (sum, count) => withArm(sum, count, (arm) => addCount(arm, count, bins)),
    evidence.steps,
  );
  const steps = counted.map((step, i) =>
    withMinutes(step, i === counted.length - 1 ? newIn(counts, i + 1) : undefined),
  );
  const inRow = runs.map(({ version, hasSuccess, failures }): [number, number] => [
    version,
    failures + (hasSuccess ? 0 : (evidence.failuresInRow[version] ?? 0)),
  ]);
  const failuresInRow = { ...evidence.failuresInRow, ...Object.fromEntries(inRow) };
  return { ...evidence, readUntil, underWay, steps, failuresInRow };
}

/** Evidence with outcomes as they are now, in place of those of before: a pending lead may have matured since. */
export function setOutcomes(evidence: RolloutEvidence, outcomes: readonly OutcomeCount[]): RolloutEvidence {
  const cleared = evidence.steps.map((step) => ({
    ...step,
    arms: Object.fromEntries(
      Object.entries(step.arms).map(([version, arm]) => [version, { ...arm, matured: 0, converted: 0 }]),
    ),
  }));
  const steps = outcomes.reduce<readonly StepTally[]>(
    (sum, count) => withArm(sum, count, (arm) => ({ ...arm, matured: count.matured, converted: count.converted })),
    cleared,
  );
  return { ...evidence, steps };
}

function newIn(counts: readonly RequestCount[], entered: number): readonly RequestCount[] {
  return counts.filter((count) => count.entered === entered);
}

/** Only the step in force is known by the minute. @param news undefined for a step that has ended */
function withMinutes({ minutes = [], ...step }: StepTally, news: readonly RequestCount[] | undefined): StepTally {
  const known = news && addMinutes(minutes, news);
  return known && known.length > 0 ? { ...step, minutes: known } : step;
}

function withArm(
  steps: readonly StepTally[],
  { version, entered }: { readonly version: number; readonly entered: number },
  change: (arm: ArmTally) => ArmTally,
): readonly StepTally[] {
  return steps.map((step, i) =>
    i === entered - 1
      ? { ...step, arms: { ...step.arms, [version]: change(step.arms[version] ?? NO_REQUESTS) } }
      : step,
  );
}

function addCount(arm: ArmTally, count: RequestCount, bins: number): ArmTally {
  const known = arm.scores.length > 0 ? arm.scores : Array.from({ length: bins }, () => 0);
  return {
    ...arm,
    requests: arm.requests + count.requests,
    errors: arm.errors + count.errors,
    slow: arm.slow + count.slow,
    // without a baseline there is no bound to be held against
    timed: arm.timed + (bins > 0 ? count.requests : 0),
    overLimit: arm.overLimit + count.overLimit,
    scores: known.map((n, bin) => (bin === count.bin ? n + count.requests - count.errors : n)),
  };
}

/** Minutes with what is new in them, oldest first. */
function addMinutes(minutes: readonly MinuteTally[], counts: readonly RequestCount[]): readonly MinuteTally[] {
  const byMinute = new Map(minutes.map((tally) => [tally.minute, tally]));
  // what comes late counts in the oldest minute that is known
  const oldest = minutes[0]?.minute ?? Number.NEGATIVE_INFINITY;
  for (const { version, minute: at, ...count } of counts) {
    const minute = Math.max(at, oldest);
    const arms: MinuteTally['arms'] = byMinute.get(minute)?.arms ?? {};
    byMinute.set(minute, { minute, arms: { ...arms, [version]: sum(arms[version] ?? NOTHING, count) } });
  }
  const sorted = [...byMinute.values()].sort((a, b) => a.minute - b.minute);
  const surplus = sorted.length - KEPT_MINUTES;
  return surplus <= 0 ? sorted : [sorted.slice(0, surplus + 1).reduce(fold), ...sorted.slice(surplus + 1)];
}

function fold(older: MinuteTally, newer: MinuteTally): MinuteTally {
  const versions = [...new Set([older, newer].flatMap(({ arms }) => Object.keys(arms).map(Number)))];
  const arms = versions.map((version) => [
    version,
    sum(older.arms[version] ?? NOTHING, newer.arms[version] ?? NOTHING),
  ]);
  return { minute: newer.minute, arms: Object.fromEntries(arms) };
}

function sum(a: MinuteArm, b: MinuteArm): MinuteArm {
  return { requests: a.requests + b.requests, errors: a.errors + b.errors, overLimit: a.overLimit + b.overLimit };
}
