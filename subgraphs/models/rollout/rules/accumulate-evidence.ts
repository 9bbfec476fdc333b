import {
  type ArmTally,
  type MinuteArm,
  type MinuteTally,
  NO_REQUESTS,
  type RolloutEvidence,
  runsOf,
  type StepTally,
} from './rollout-evidence.ts';

/** Number of minutes that are kept separately; older ones are merged. */
const KEPT_MINUTES = 60;

const NOTHING: MinuteArm = { requests: 0, errors: 0, runs: 0, overLimit: 0 };

/** Counts without latencies, or latencies without counts. */
const NONE = { requests: 0, errors: 0, runs: 0, slow: 0, overLimit: 0 };

/** Requests of one version during one step with scores of one bin, or failed ones. */
export interface RequestCount {
  readonly version: number;
  /** number of steps entered by then, at least 1 */
  readonly entered: number;
  /** minute of the requests, since the epoch */
  readonly minute: number;
  /** bin of the score; null for failed requests, and before there is a baseline */
  readonly bin: number | null;
  readonly requests: number;
  readonly errors: number;
}

/** Latencies of one version during one step, of one request of each run. */
export interface LatencyCount extends Pick<RequestCount, 'version' | 'entered' | 'minute'> {
  readonly runs: number;
  /** slower than the latency bound */
  readonly slow: number;
  /** slower than the limit of the trip-wire */
  readonly overLimit: number;
}

/** Failures of a version in the log entries. */
export interface FailureRun {
  readonly version: number;
  /** whether it also answered a request */
  readonly hasSuccess: boolean;
  /** failures after the last success; all failures without one */
  readonly failures: number;
}

/** Log entries that have not been counted yet, aggregated. */
export interface LogObservations extends Required<Pick<RolloutEvidence, 'readUntil' | 'underWay'>> {
  readonly counts: readonly RequestCount[];
  readonly latencies: readonly LatencyCount[];
  readonly runs: readonly FailureRun[];
}

/** Outcomes of leads, by version and step of their first exposure. */
export interface OutcomeCount {
  readonly version: number;
  /** number of steps entered by then, at least 1 */
  readonly entered: number;
  readonly matured: number;
  readonly converted: number;
}

/** Adds new log entries to the evidence. */
export function addObservations(
  evidence: RolloutEvidence,
  { readUntil, underWay, counts: requests, latencies, runs }: LogObservations,
): RolloutEvidence {
  const { baseline } = evidence;
  const bins = baseline ? baseline.edges.length + 1 : 0;
  const counts: readonly Count[] = [
    ...requests.map((count) => ({ ...NONE, ...count })),
    ...latencies.map((count) => ({ ...NONE, bin: null, ...count })),
  ];
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

/** Replaces the outcomes in the evidence: pending leads may have matured since. */
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

/** Requests of a version, or their latencies. */
type Count = RequestCount & LatencyCount;

function newIn(counts: readonly Count[], entered: number): readonly Count[] {
  return counts.filter((count) => count.entered === entered);
}

/** Updates the minutes of the step in force; completed steps keep none. @param counts undefined for a completed step */
function withMinutes({ minutes = [], ...step }: StepTally, counts: readonly Count[] | undefined): StepTally {
  const known = counts && addMinutes(minutes, counts);
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

function addCount(arm: ArmTally, count: Count, bins: number): ArmTally {
  const known = arm.scores.length > 0 ? arm.scores : Array.from({ length: bins }, () => 0);
  return {
    ...arm,
    requests: arm.requests + count.requests,
    errors: arm.errors + count.errors,
    slow: arm.slow + count.slow,
    // without a baseline there is no latency bound
    timed: arm.timed + (bins > 0 ? count.runs : 0),
    runs: runsOf(arm) + count.runs,
    overLimit: arm.overLimit + count.overLimit,
    scores: known.map((n, bin) => (bin === count.bin ? n + count.requests - count.errors : n)),
  };
}

/** Adds counts to minutes, oldest first. */
function addMinutes(minutes: readonly MinuteTally[], counts: readonly Count[]): readonly MinuteTally[] {
  const byMinute = new Map(minutes.map((tally) => [tally.minute, tally]));
  // late entries count in the oldest minute that is kept
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
  return {
    requests: a.requests + b.requests,
    errors: a.errors + b.errors,
    runs: runsOf(a) + runsOf(b),
    overLimit: a.overLimit + b.overLimit,
  };
}
