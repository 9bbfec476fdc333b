import { RowFault } from './row-fault.ts';

/** Collects the faults of one row, so that a rejected row names all of them. */
export class FaultCollector {
  readonly #faults: RowFault[] = [];

  /** Reads a part of the row; a fault is collected, so that later parts are read too. */
  attempt<Value>(read: () => Value, otherwise: Value): Value {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      this.#faults.push(error);
      return otherwise;
    }
  }

  /** @throws {RowFault} with the messages of all faults, when there is any */
  finish(): void {
    const [first] = this.#faults;
    if (!first) return;
    first.message = this.#faults.map(({ message }) => message).join('; ');
    throw first;
  }
}
