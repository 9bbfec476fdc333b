import { BINS } from '../../../../statistics/histogram.ts';
import type { AbResult } from './ab-test.ts';
import type { RolloutRow, RolloutVersion } from './rollout-row.ts';
import type { ArmEvidence, EvidenceStratum, Stratum } from './verdict/evidence.ts';

/** Counts of one version during one step. */
export interface ArmTally extends ArmEvidence {
  readonly timed: number;
  /** runs of the version, each with one commit; all requests when absent, in evidence of earlier releases */
  readonly runs?: number;
  /** runs whose request was slower than the absolute limit of the p95 trip-wire */
  readonly overLimit: number;
}

/**
 * Counts of one version during one minute, for the trip-wires: a common cause shows in both versions at the same time.
 */
export interface MinuteArm {
  readonly requests: number;
  readonly errors: number;
  /** see {@link ArmTally} */
  readonly runs?: number;
  readonly overLimit: number;
}

/** Counts of all versions during one minute of the step in force. */
export interface MinuteTally {
  /** minutes since the epoch; of merged minutes the latest */
  readonly minute: number;
  readonly arms: Readonly<Record<number, MinuteArm>>;
}

/** Counts of all versions during one step. */
export interface StepTally {
  /** index of the step */
  readonly step: number;
  /** time at which it was entered, epoch milliseconds */
  readonly since: number;
  /** by version; without those that have no request yet */
  readonly arms: Readonly<Record<number, ArmTally>>;
  /** of the step in force: counts by minute, oldest first; absent before the first request */
  readonly minutes?: readonly MinuteTally[];
}

/** Measures of the champion that versions are compared by, taken once so that counts of several evaluations add up. */
export interface Baseline {
  /** milliseconds */
  readonly p95Ms: number;
  /** inner edges of the bins of scores */
  readonly edges: readonly number[];
}

/** Evidence of a rollout, as `models.rollout.evidence` stores it. It accumulates the new entries of the logs. */
export interface RolloutEvidence {
  /** position up to which the logs are counted: no transaction from this number on had ended */
  readonly readUntil: number;
  /** transactions below `readUntil` that had not ended either; none when absent */
  readonly underWay?: readonly number[];
  /** absent until the champion has answered enough requests */
  readonly baseline?: Baseline;
  /** replays of recorded requests before the first step, by challenger */
  readonly replays: Readonly<Record<number, Stratum>>;
  /** steps that were entered, in this order, without those merged into another one */
  readonly steps: readonly StepTally[];
  /** consecutive failures up to now, by version */
  readonly failuresInRow: Readonly<Record<number, number>>;
  /** result of an A/B test so far */
  readonly abTest?: AbResult;
  /** time of the last count of outcomes, epoch milliseconds */
  readonly outcomesAt?: number;
  /** time of the last analysis, epoch milliseconds */
  readonly analysedAt?: number;
  /** number of analyses so far */
  readonly analyses: number;
}

/** Rollout with its evidence; null before the first evaluation. */
export interface WatchedRollout extends RolloutRow {
  readonly evidence: RolloutEvidence | null;
}

/** Empty evidence. @param readUntil transaction from which the logs may contain requests of this rollout */
export function noEvidence(readUntil: number): RolloutEvidence {
  return { readUntil, replays: {}, steps: [], failuresInRow: {}, analyses: 0 };
}

/** Counts of a version without requests. */
export const NO_REQUESTS: ArmTally = {
  requests: 0,
  errors: 0,
  slow: 0,
  timed: 0,
  runs: 0,
  overLimit: 0,
  matured: 0,
  converted: 0,
  scores: [],
};

/** Runs of a version. Evidence of earlier releases took each request for a run. */
export function runsOf({ requests, runs = requests }: MinuteArm): number {
  return runs;
}

/** Versions that a rollout evaluates: its challengers, or its shadows with strategy SHADOW. */
export function watchedVersions({ strategy, versions }: RolloutRow): readonly RolloutVersion[] {
  const role = strategy === 'SHADOW' ? 'SHADOW' : 'CHALLENGER';
  return versions.filter((each) => each.role === role);
}

/** Evidence about one challenger, oldest first: its replay, then the steps. */
export function strataOf(evidence: RolloutEvidence, champion: number, challenger: number): readonly EvidenceStratum[] {
  const bins = evidence.baseline ? evidence.baseline.edges.length + 1 : BINS;
  const arm = (arms: StepTally['arms'], version: number) => withBins(arms[version] ?? NO_REQUESTS, bins);
  const steps = evidence.steps.map(({ arms }) => ({
    champion: arm(arms, champion),
    challenger: arm(arms, challenger),
  }));
  const replay = evidence.replays[challenger];
  if (!replay) return steps;
  const replayed = { champion: withBins(replay.champion, bins), challenger: withBins(replay.challenger, bins) };
  return [{ ...replayed, isReplay: true }, ...steps];
}

/** Adds empty bins: before there is a baseline, scores are not binned. */
function withBins<Arm extends ArmEvidence>(arm: Arm, bins: number): Arm {
  return arm.scores.length > 0 ? arm : { ...arm, scores: Array.from({ length: bins }, () => 0) };
}
