import { cutText } from './cut-text.ts';
import { DomainError, type ErrorCode } from './errors.ts';

const LONGEST_FOUND = 80;

/** Collects the faults of one input, so that a refusal names all of them. */
export class InputFaults {
  readonly #fields: string[] = [];
  readonly #faults: string[] = [];

  /**
   * @param where    path of the value, such as `input.companySize`
   * @param value    as it was given; shown as JSON, cut when long
   * @param expected words that complete "expected …"
   */
  add(where: string, value: unknown, expected: string): void {
    this.#fields.push(where);
    this.#faults.push(`${where}: found ${show(value)}, expected ${expected}`);
  }

  /**
   * @param code VALIDATION_FAILED when absent
   * @throws {DomainError} of that code when there is any fault: every one in the message and in the detail `faults`,
   *   their places in `fields`
   */
  check(code: ErrorCode = 'VALIDATION_FAILED'): void {
    if (this.#faults.length === 0) return;
    const details = { field: this.#fields[0], fields: this.#fields, faults: this.#faults };
    throw new DomainError(code, this.#faults.join('; '), details);
  }
}

function show(value: unknown): string {
  // JSON has neither Infinity nor NaN
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return cutText(text, LONGEST_FOUND);
}
