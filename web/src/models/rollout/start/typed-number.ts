/** Largest whole number that the graph takes. */
const LARGEST_INT = 2_147_483_647;

/** Typed number; NaN for an empty field. */
export function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** Typed percentage as a share, 0 to 1. */
export function shareOf(percent: string): number {
  return withoutNoise(numberOf(percent) / 100);
}

/** Whether a value is a whole number that the graph takes, from a minimum on. */
export function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= LARGEST_INT;
}

/** A result of floating-point arithmetic, such as 0.30000000000000004, as the number that is meant. */
export function withoutNoise(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
