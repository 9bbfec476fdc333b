import { type GradeLimits, grade } from '../../../scoring/grade.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import type { Column } from './window-summary.ts';

/** Column of the scores of a window; no feature has this name. */
export const SCORE = '@score';

/** Column of the grades of a window; no feature has this name. */
export const GRADE_MIX = '@gradeMix';

/** Column of a window: a feature, the scores or the grades. */
export interface ColumnName {
  readonly name: string;
  readonly kind: Column['kind'];
}

/** Columns of a window by name, of equal length. */
export type WindowColumns = Readonly<Record<string, Column>>;

/** Values from JSON. */
export type ColumnValues = readonly (number | string | null)[];

/** Columns of a version that a window is read with: the inputs of its signature, then its scores. */
export function columnsOf({ inputs }: ModelSignature): readonly ColumnName[] {
  const features = inputs.map(({ name, type }) => ({ name, kind: type === 'string' ? 'category' : 'number' }) as const);
  return [...features, { name: SCORE, kind: 'number' }];
}

/**
 * Columns with the grades of their scores. Windows that are compared are graded by the same limits, whatever their scores
 * were graded by: a change of the grade policy is no drift.
 */
export function withGrades(columns: WindowColumns, limits: GradeLimits): WindowColumns {
  const scores = columns[SCORE];
  if (scores?.kind !== 'number') return columns;
  const values = Array.from(scores.values, (p) => (p == null ? null : grade(p, limits)));
  return { ...columns, [GRADE_MIX]: { kind: 'category', values } };
}

/** Builds a column of a window from pages, at 8 bytes a value, number or category. */
export class ColumnBuilder {
  readonly #kind: Column['kind'];
  #numbers = new Float64Array(1_024);
  #size = 0;
  readonly #categories: (string | null)[] = [];
  /** each category once: strings that JSON.parse creates are not shared between pages */
  readonly #known = new Map<string, string>();

  constructor(kind: Column['kind']) {
    this.#kind = kind;
  }

  /** Adds the values of a page. A number among categories is its text; text among numbers is missing. */
  add(values: ColumnValues): void {
    if (this.#kind === 'category') {
      for (const value of values) this.#categories.push(value === null ? null : this.#intern(String(value)));
      return;
    }
    this.#reserve(values.length);
    for (const value of values) {
      this.#numbers[this.#size] = typeof value === 'number' ? value : Number.NaN;
      this.#size += 1;
    }
  }

  /** Column of all values so far. */
  build(): Column {
    return this.#kind === 'category'
      ? { kind: 'category', values: this.#categories }
      : { kind: 'number', values: this.#numbers.subarray(0, this.#size) };
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#numbers.length) return;
    const grown = new Float64Array(Math.max(this.#size + more, 2 * this.#numbers.length));
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  #intern(value: string): string {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    this.#known.set(value, value);
    return value;
  }
}
