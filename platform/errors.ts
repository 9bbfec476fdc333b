import { ACCESS_CODES } from './error-codes/access-codes.ts';
import { ARTIFACT_CODES } from './error-codes/artifact-codes.ts';
import { BACKTEST_CODES } from './error-codes/backtest-codes.ts';
import { BATCH_CODES } from './error-codes/batch-codes.ts';
import { CRM_CODES } from './error-codes/crm-codes.ts';
import { CRM_SYNC_CODES } from './error-codes/crm-sync-codes.ts';
import type { ErrorEntry } from './error-codes/error-entry.ts';
import { LAKE_CODES } from './error-codes/lake-codes.ts';
import { LEAD_CODES } from './error-codes/lead-codes.ts';
import { MERGE_CODES } from './error-codes/merge-codes.ts';
import { MODEL_CODES } from './error-codes/model-codes.ts';
import { MONITORING_CODES } from './error-codes/monitoring-codes.ts';
import { REQUEST_CODES } from './error-codes/request-codes.ts';
import { SERVER_CODES } from './error-codes/server-codes.ts';

/** Error codes by concern, in the order of the reference page. */
export const ERROR_GROUPS = {
  Requests: REQUEST_CODES,
  'Access and limits per client': ACCESS_CODES,
  'Leads and scores': LEAD_CODES,
  'Merges of leads': MERGE_CODES,
  Backtests: BACKTEST_CODES,
  'Batch jobs': BATCH_CODES,
  'Models, promotions and rollouts': MODEL_CODES,
  'Model files': ARTIFACT_CODES,
  'Drift and alerts': MONITORING_CODES,
  'Lake and batch jobs': LAKE_CODES,
  CRM: CRM_CODES,
  'Sync from the CRM': CRM_SYNC_CODES,
  'Server and database': SERVER_CODES,
} as const;

/**
 * The one table of error codes: cause, cure, and the HTTP status that carries each.
 *
 * Every refusal that a caller can act on uses a code of this table, in GraphQL as `extensions.code`, in REST as the
 * problem document's `code`. The page docs/reference/errors.md is generated from it.
 */
export const ERROR_CODES = {
  ...REQUEST_CODES,
  ...ACCESS_CODES,
  ...LEAD_CODES,
  ...MERGE_CODES,
  ...BACKTEST_CODES,
  ...BATCH_CODES,
  ...MODEL_CODES,
  ...ARTIFACT_CODES,
  ...MONITORING_CODES,
  ...LAKE_CODES,
  ...CRM_CODES,
  ...CRM_SYNC_CODES,
  ...SERVER_CODES,
} as const satisfies Record<string, ErrorEntry>;

/** A code of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * An error that its caller can fix, or at least understand: it carries a public code.
 *
 * The message says found, expected and where. graphql-js copies `extensions` to the answer, so one class serves every
 * transport. Faults of our own are `TypeError` and `RangeError`, and are masked before they leave the process.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.extensions = { ...details, code };
  }
}

const DATABASE_OUTAGES: readonly ErrorCode[] = [
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'DATABASE_READ_ONLY',
  'STORAGE_FULL',
];

/** Whether the database is at fault, not what was asked of it: another time the same may succeed. */
export function isDatabaseOutage(error: unknown): boolean {
  return error instanceof DomainError && DATABASE_OUTAGES.includes(error.code);
}
