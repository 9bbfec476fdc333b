import { DomainError } from './errors.ts';

/** Collects what several checks refuse, so that a caller sees every fault at once and not one by one. */
export class FaultList {
  readonly #faults: DomainError[] = [];

  /** Runs a check; undefined when it refuses. */
  check<Result>(check: () => Result): Result | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#faults.push(error);
      return undefined;
    }
  }

  /**
   * @throws {DomainError} the only fault as it is; of several, one with the code and details of the first, the messages of
   *   all, and each of them in `faults`
   */
  throwIfAny(): void {
    const [first, ...others] = this.#faults;
    if (!first) return;
    if (others.length === 0) throw first;
    const faults = this.#faults.flatMap(
      ({ message, extensions }) => (extensions.faults as string[] | undefined) ?? message,
    );
    throw new DomainError(first.code, faults.join('; '), { ...first.extensions, faults });
  }
}
