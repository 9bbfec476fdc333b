import { BINS } from '../../../../statistics/histogram.ts';
import type { AbResult } from './ab-test.ts';
import type { RolloutRow, RolloutVersion } from './rollout-row.ts';
import type { ArmEvidence, EvidenceStratum, Stratum } from './verdict/evidence.ts';

/** What one version did during one step, as far as it has been counted. */
export interface ArmTally extends ArmEvidence {
  readonly timed: number;
  /** requests slower than the absolute limit of the p95 wire */
  readonly overLimit: number;
}

/** What one version did during one minute, for the wires: which cause a breach has shows in who else breached then. */
export interface MinuteArm {
  readonly requests: number;
  readonly errors: number;
  readonly overLimit: number;
}

/** What all versions did during one minute of the step in force. */
export interface MinuteTally {
  /** since the epoch; of minutes that were folded together the latest */
  readonly minute: number;
  readonly arms: Readonly<Record<number, MinuteArm>>;
}

/** What all versions did during one step. */
export interface StepTally {
  /** position of the step */
  readonly step: number;
  /** when it was entered, epoch milliseconds */
  readonly since: number;
  /** by version; without those that answered nothing yet */
  readonly arms: Readonly<Record<number, ArmTally>>;
  /** of the step in force: the same minute by minute, oldest first; absent before the first request */
  readonly minutes?: readonly MinuteTally[];
}

/** What the versions are measured by, taken from the champion once: so counts of several looks add up. */
export interface Baseline {
  /** milliseconds */
  readonly p95Ms: number;
  /** inner edges of the bins of scores */
  readonly edges: readonly number[];
}

/** All that is known about a rollout, as `models.rollout.evidence` holds it. Only grows with what is new in the logs. */
export interface RolloutEvidence {
  /** the logs have been counted up to here: no transaction from this number on had ended */
  readonly readUntil: number;
  /** transactions below `readUntil` that had not ended either; none when absent */
  readonly underWay?: readonly number[];
  /** absent until the champion has answered enough requests */
  readonly baseline?: Baseline;
  /** recorded requests through champion and challenger before the first step, by challenger */
  readonly replays: Readonly<Record<number, Stratum>>;
  /** steps that were entered, in this order; timed ones that were folded into another are not among them */
  readonly steps: readonly StepTally[];
  /** failures since the last success, by version */
  readonly failuresInRow: Readonly<Record<number, number>>;
  /** result of an A/B test so far */
  readonly abTest?: AbResult;
  /** when outcomes were last looked at, epoch milliseconds */
  readonly outcomesAt?: number;
  /** when the last analysis was taken, epoch milliseconds */
  readonly analysedAt?: number;
  /** analyses taken so far */
  readonly analyses: number;
}

/** A rollout together with its evidence; null before the first look. */
export interface WatchedRollout extends RolloutRow {
  readonly evidence: RolloutEvidence | null;
}

/** Nothing is known yet. @param readUntil from which transaction on the logs tell of this rollout */
export function noEvidence(readUntil: number): RolloutEvidence {
  return { readUntil, replays: {}, steps: [], failuresInRow: {}, analyses: 0 };
}

/** A version that did nothing yet. */
export const NO_REQUESTS: ArmTally = {
  requests: 0,
  errors: 0,
  slow: 0,
  timed: 0,
  overLimit: 0,
  matured: 0,
  converted: 0,
  scores: [],
};

/** The versions that a rollout is about: its challengers, or its shadows where nothing else takes part. */
export function watchedVersions({ strategy, versions }: RolloutRow): readonly RolloutVersion[] {
  const role = strategy === 'SHADOW' ? 'SHADOW' : 'CHALLENGER';
  return versions.filter((each) => each.role === role);
}

/** The evidence about one challenger, oldest first: its replay, then the steps. */
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

/** Before there is a baseline no score was put into a bin. */
function withBins<Arm extends ArmEvidence>(arm: Arm, bins: number): Arm {
  return arm.scores.length > 0 ? arm : { ...arm, scores: Array.from({ length: bins }, () => 0) };
}
