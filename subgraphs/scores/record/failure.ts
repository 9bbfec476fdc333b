import { DomainError, type ErrorCode } from '../../../platform/errors.ts';
import type { ScoreCause, ScoreRole } from './prediction.ts';

/** That a version failed on a request, also when another version answered it then. */
export interface Failure {
  readonly model: string;
  readonly version: number;
  /** as what the version was to answer */
  readonly role: ScoreRole;
  readonly cause: ScoreCause;
  /** whether the lead's stage was closed then */
  readonly leadClosed: boolean;
  readonly rollout: number | null;
  readonly leadId: string | null;
  readonly requestId: string;
  /** the code of the error */
  readonly code: ErrorCode;
  /** epoch milliseconds */
  readonly failedAt: number;
  /** from the arrival of the request until its features were there, and the run of this version; milliseconds */
  readonly latencyMs: number;
}

/** The code under which a model's failure is recorded: INTERNAL for a fault of ours. */
export function failureCode(error: Error): ErrorCode {
  return error instanceof DomainError ? error.code : 'INTERNAL';
}
