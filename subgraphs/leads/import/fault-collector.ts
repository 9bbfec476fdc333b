import { RowFault } from './row-fault.ts';

/** Collects the faults of one row, so that a rejected row names all of them. */
export class FaultCollector {
  readonly #faults: RowFault[] = [];

  /** Reads a part of the row; a fault is kept, so that the parts after it are read too. */
  attempt<Value>(read: () => Value, otherwise: Value): Value {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      this.#faults.push(error);
      return otherwise;
    }
  }

  /** @throws {RowFault} with the words of every fault, when there was any */
  finish(): void {
    const [first] = this.#faults;
    if (!first) return;
    first.message = this.#faults.map(({ message }) => message).join('; ');
    throw first;
  }
}
