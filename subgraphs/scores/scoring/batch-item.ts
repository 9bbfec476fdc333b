import type { FeatureVector } from '../../../lake/features/features.ts';
import type { GradePolicy } from '../../../scoring/grade.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import type { ScoreRole } from '../record/prediction.ts';
import type { LiveRollout } from '../versions/live-traffic.ts';
import type { ScoreRequest } from './score-request.ts';

/** First phase of a batch item: a request, and the moment it arrived (`performance.now()`). */
export interface ArrivedRequest extends ScoreRequest {
  readonly arrivedAt: number;
}

/** Second phase of a batch item: the request with its features. */
export interface FeaturedItem {
  /** of the request in its batch */
  readonly position: number;
  readonly request: ArrivedRequest;
  readonly vector: FeatureVector;
  /** time that the features are as of, epoch milliseconds: that of the batch, or of the newest fact when that is later */
  readonly asOf: number;
  /** whether the lead exists, so that its score is written back to it */
  readonly isKnownLead: boolean;
  /** whether the lead's stage is closed */
  readonly leadClosed: boolean;
}

/** Run of a version for one item. */
export interface Attempt {
  readonly version: ScoringVersion;
  readonly role: ScoreRole;
  /** duration of this version's own run */
  readonly runMs: number;
  /** raw output of the model, 0–1, or the reason for its absence */
  readonly outcome: number | Error;
}

/** Third phase of a batch item: the attempts of versions to answer it. */
export interface AttemptedItem {
  readonly featured: FeaturedItem;
  /** from the arrival of the request until its features were there and the version could run */
  readonly readyMs: number;
  /** the one that ran when the version was chosen */
  readonly rollout: LiveRollout | undefined;
  /** the current one of the model */
  readonly gradePolicy: GradePolicy;
  /** whether the lead's scores are hidden from sales */
  readonly isHeldOut: boolean;
  /** in order: the last one is the answer, those before it failed */
  readonly attempts: readonly Attempt[];
}

/** Time that a version took for an item, without the runs of other versions. */
export function latencyMsOf({ readyMs }: AttemptedItem, { runMs }: Attempt): number {
  return readyMs + runMs;
}
