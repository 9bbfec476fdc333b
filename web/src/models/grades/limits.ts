/** Limits between grades as the form holds them, percent, as typed. */
export interface DraftLimits {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

/** Limits between grades: least probabilities. */
export interface Limits {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A limit of the form with a fault. */
export type LimitName = keyof Limits;

const NAMES: readonly LimitName[] = ['a', 'b', 'c'];

/** Limits in the form's fields. */
export function draftLimits({ a, b, c }: Limits): DraftLimits {
  const percent = (share: number): string => String(Math.round(share * 1e6) / 1e4);
  return { a: percent(a), b: percent(b), c: percent(c) };
}

/** Limits of the form; undefined unless 1 > a > b > c > 0. */
export function limitsOf(draft: DraftLimits): Limits | undefined {
  const [a, b, c] = NAMES.map((name) => shareOf(draft[name])) as [number, number, number];
  return 1 > a && a > b && b > c && c > 0 ? { a, b, c } : undefined;
}

/** Limits of the form that are no percentages, or not below the one before. */
export function limitFaults(draft: DraftLimits): ReadonlySet<LimitName> {
  const shares = NAMES.map((name) => shareOf(draft[name]));
  return new Set(
    NAMES.filter((_, index) => {
      const [share, above] = [shares[index] as number, index === 0 ? 1 : (shares[index - 1] as number)];
      return !(share > 0 && share < 1) || share >= above;
    }),
  );
}

/** Whether two sets of limits are the same. */
export function areEqual(one: Limits, other: Limits): boolean {
  return NAMES.every((name) => Math.abs(one[name] - other[name]) < 1e-9);
}

function shareOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Math.round(Number(text) * 1e4) / 1e6;
}
