import { codeForLabels } from '../federation/values/error-code.ts';
import type { ServerTiming } from './server-timing.ts';

/** How a GraphQL operation ended: whole, with some fields lost, or without data. */
export type OperationOutcome = 'ok' | 'partial' | 'error';

/** What of an answer says how the operation ended. */
export interface ErrorsAndData {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

const NO_CODES: readonly string[] = [];

/** What one request asked of the graph and how it went: for the metrics, the access log and `Server-Timing`. */
export class RequestReport {
  readonly startedAt = performance.now();
  /** absent unless the asker wants it */
  readonly timing: ServerTiming | undefined;
  operationName: string | undefined;
  outcome: OperationOutcome | undefined;
  /** codes of what went wrong, each once */
  errorCodes: readonly string[] = NO_CODES;

  constructor(timing: ServerTiming | undefined) {
    this.timing = timing;
  }

  /** @param name absent for an operation without a name */
  note(name: string | null | undefined, result: ErrorsAndData): void {
    this.operationName = name ?? undefined;
    this.outcome = outcomeOf(result);
    if (result.errors?.length) this.errorCodes = [...new Set(result.errors.map(codeForLabels))];
  }
}

/** How an execution ended: `error` without data, `partial` with data and errors, else `ok`. */
function outcomeOf({ data, errors }: ErrorsAndData): OperationOutcome {
  if (data === null || data === undefined) return 'error';
  return errors?.length ? 'partial' : 'ok';
}
