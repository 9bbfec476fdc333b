import type { ModelStage } from '../../../graph/generated/graphql.ts';

/** A version that a rollout can test. */
export interface Candidate {
  readonly version: number;
  readonly stage: ModelStage;
  /** latest promotion to champion; absent when it never was champion */
  readonly promotedAt?: string | null | undefined;
}
