import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import type { Prediction, ScoreRole } from '../record/prediction.ts';
import type { LiveRollout } from '../versions/live-traffic.ts';
import type { ScoreRequest } from './score-request.ts';

/** A request of a batch, with the moment it arrived (`performance.now()`). */
export interface ArrivedRequest extends ScoreRequest {
  readonly arrivedAt: number;
}

/** What a request is answered with. */
export type Reply = Prediction | Error;

/** What a version made of a request. */
export interface Attempt {
  readonly version: ScoringVersion;
  readonly role: ScoreRole;
  /** how long this version's own run took */
  readonly runMs: number;
  /** what the model answered, 0–1, or why it did not */
  readonly outcome: number | Error;
}

/** A request on its way through a batch: every step fills in what it finds. */
export interface Draft {
  readonly request: ArrivedRequest;
  /** when the features are as of, epoch milliseconds: that of the batch, or of the newest fact when that is later */
  asOf: number;
  /** set once the outcome is known; later steps pass over it */
  reply?: Reply;
  vector?: FeatureVector;
  /** whether the lead exists, so that its score is written back to it */
  known?: boolean;
  /** whether the lead's stage is closed */
  leadClosed?: boolean;
  /** from the arrival until the features were there and the version could run */
  readyMs?: number;
  /** that ran when the version was chosen */
  rollout?: LiveRollout;
  /** whether the lead's scores are hidden from sales */
  isHeldOut?: boolean;
  /** in order: the last one is the answer, those before it failed */
  readonly attempts: Attempt[];
}

/** Starts the way of a request. @param now epoch milliseconds */
export function draftOf(request: ArrivedRequest, now: number): Draft {
  return { request, asOf: now, attempts: [] };
}

/** How long a version took for a request; a batch's runs of other versions do not count. */
export function latencyMsOf({ readyMs = 0 }: Draft, { runMs }: Attempt): number {
  return readyMs + runMs;
}

/** The requests whose outcome is not known yet. */
export function unanswered(drafts: readonly Draft[]): Draft[] {
  return drafts.filter(({ reply }) => reply === undefined);
}
