import type { ExecutionState } from '../execute/execution-state.ts';
import type { PublicError } from '../values/public-error.ts';
import type { ResponseObject } from '../values/response-object.ts';

/** Where a projection stands in the client's answer, and what it finds wrong there. */
export class ProjectionState {
  readonly data: ResponseObject;
  /** response keys and list positions from the root to the value at hand; the projection keeps it up to date */
  readonly path: (string | number)[] = [];
  readonly #state: ExecutionState;
  #placesWithErrors: Set<string> | undefined;
  #errorsSeen = 0;

  constructor(state: ExecutionState) {
    this.#state = state;
    this.data = state.data;
  }

  /** A field was not answered. That is null, and an error when the fetch that should have brought it failed. */
  reportMissing(object: ResponseObject, fetchKey: string, key: string): null {
    const failure = this.#state.failureOf(object, fetchKey);
    if (failure) {
      failure.reported = true;
      this.#state.addError(failure.error, [...this.path, key]);
    }
    return null;
  }

  /** A value that must not be null is null. Whoever answered null with an error has said so already. */
  reportNull(place: string): void {
    if (!this.#hasErrorHere()) this.reportError(`Cannot return null for non-nullable field ${place}.`, 'INTERNAL');
  }

  /** A value is not one that clients can be shown; so the message does not show it either. */
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
