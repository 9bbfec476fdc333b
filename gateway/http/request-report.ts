import { codeForLabels } from '../federation/values/error-code.ts';
import type { ServerTiming } from './server-timing.ts';

/** Outcome of a GraphQL operation: complete, with missing fields, or without data. */
export type OperationOutcome = 'ok' | 'partial' | 'error';

/** The part of a result that determines the operation's outcome. */
export interface ErrorsAndData {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

const NO_CODES: readonly string[] = [];

/** Operation and outcome of one request: for the metrics, the access log and `Server-Timing`. */
export class RequestReport {
  readonly startedAt = performance.now();
  /** undefined unless the caller asked for it */
  readonly timing: ServerTiming | undefined;
  operationName: string | undefined;
  outcome: OperationOutcome | undefined;
  /** error codes, each once */
  errorCodes: readonly string[] = NO_CODES;

  constructor(timing: ServerTiming | undefined) {
    this.timing = timing;
  }

  /** @param name absent for an operation without a name */
  record(name: string | null | undefined, result: ErrorsAndData): void {
    this.operationName = name ?? undefined;
    this.outcome = outcomeOf(result);
    if (result.errors?.length) this.errorCodes = [...new Set(result.errors.map(codeForLabels))];
  }
}

/** Outcome of an execution: `error` without data, `partial` with data and errors, else `ok`. */
function outcomeOf({ data, errors }: ErrorsAndData): OperationOutcome {
  if (data === null || data === undefined) return 'error';
  return errors?.length ? 'partial' : 'ok';
}
