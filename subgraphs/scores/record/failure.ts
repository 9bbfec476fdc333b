import { DomainError, type ErrorCode } from '../../../platform/errors.ts';
import type { ScoreCause, ScoreRole } from './prediction.ts';

/** Failure of a version on a request, also where another version answered it then. */
export interface Failure {
  readonly model: string;
  readonly version: number;
  /** role in which the version was to answer */
  readonly role: ScoreRole;
  readonly cause: ScoreCause;
  /** whether the lead's stage was closed at that time */
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

/** Code under which a model's failure is recorded: INTERNAL for an error without a code. */
export function failureCode(error: Error): ErrorCode {
  return error instanceof DomainError ? error.code : 'INTERNAL';
}
