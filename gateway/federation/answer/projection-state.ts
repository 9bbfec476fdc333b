import type { ExecutionState } from '../execute/execution-state.ts';
import type { PublicError } from '../values/public-error.ts';
import type { ResponseObject } from '../values/response-object.ts';

/** State of a projection: the current path in the client's response, and the errors found. */
export class ProjectionState {
  readonly data: ResponseObject;
  /** response keys and list positions from the root to the current value; the projection keeps it up to date */
  readonly path: (string | number)[] = [];
  readonly #state: ExecutionState;
  #placesWithErrors: Set<string> | undefined;
  #errorsSeen = 0;

  constructor(state: ExecutionState) {
    this.#state = state;
    this.data = state.data;
  }

  /** Reports a missing field: it becomes null, with an error when its fetch failed. */
  reportMissing(object: ResponseObject, fetchKey: string, key: string): null {
    const failure = this.#state.failureOf(object, fetchKey);
    if (failure) {
      failure.reported = true;
      this.#state.addError(failure.error, [...this.path, key]);
    }
    return null;
  }

  /** Reports null for a non-null type, unless a subgraph has reported an error for it. */
  reportNull(place: string): void {
    if (!this.#hasErrorHere()) this.reportError(`Cannot return null for non-nullable field ${place}.`, 'INTERNAL');
  }

  /** Reports a value of the wrong type; the message does not reveal it. */
  reportInvalid(expected: string): null {
    this.reportError(`found another value, expected ${expected}`, 'INTERNAL');
    return null;
  }

  reportError(message: string, code: string): void {
    this.#state.addError({ message, extensions: { code } } satisfies PublicError, [...this.path]);
  }

  #hasErrorHere(): boolean {
    const { errors } = this.#state;
    if (errors.length === 0) return false;
    this.#placesWithErrors ??= new Set();
    for (; this.#errorsSeen < errors.length; this.#errorsSeen++) {
      let place = '';
      for (const segment of errors[this.#errorsSeen]?.path ?? []) {
        place += `.${segment}`;
        this.#placesWithErrors.add(place);
      }
    }
    return this.#placesWithErrors.has(this.path.map((segment) => `.${segment}`).join(''));
  }
}
