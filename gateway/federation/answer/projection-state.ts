import type { ExecutionState } from '../execute/execution-state.ts';
import type { PublicError } from '../values/public-error.ts';
import type { ResponseObject } from '../values/response-object.ts';
import { type AnswerPath, pathAt } from './answer-path.ts';

/** State of a projection: the current positions in lists, and the errors found. */
export class ProjectionState {
  readonly data: ResponseObject;
  /** positions in the lists around the current value, from the outermost; the projection keeps them up to date */
  readonly positions: number[] = [];
  readonly #state: ExecutionState;
  #placesWithErrors: Set<string> | undefined;
  #errorsSeen = 0;

  constructor(state: ExecutionState) {
    this.#state = state;
    this.data = state.data;
  }

  /** Reports a missing field: it becomes null, with an error when its fetch failed. */
  reportMissing(object: ResponseObject, fetchKey: string, path: AnswerPath): null {
    const failure = this.#state.failureOf(object, fetchKey);
    if (failure) {
      failure.reported = true;
      this.#state.addError(failure.error, pathAt(path, this.positions));
    }
    return null;
  }

  /** Reports null for a non-null type, unless a subgraph has reported an error for it. */
  reportNull(place: string, path: AnswerPath): void {
    if (this.#hasErrorAt(path)) return;
    this.reportError(`Cannot return null for non-nullable field ${place}.`, 'INTERNAL', path);
  }

  /** Reports a value of the wrong type; the message does not reveal it. */
  reportInvalid(expected: string, path: AnswerPath): null {
    this.reportError(`found another value, expected ${expected}`, 'INTERNAL', path);
    return null;
  }

  reportError(message: string, code: string, path: AnswerPath): void {
    this.#state.addError({ message, extensions: { code } } satisfies PublicError, pathAt(path, this.positions));
  }

  #hasErrorAt(path: AnswerPath): boolean {
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
    return this.#placesWithErrors.has(
      pathAt(path, this.positions)
        .map((segment) => `.${segment}`)
        .join(''),
    );
  }
}
