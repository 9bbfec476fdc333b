import assert from 'node:assert/strict';

/** Asserts that a number is within a relative distance of the expected one; an expected 0 is met to 1e-15. */
export function assertClose(found: number | undefined, expected: number, relative: number = 1e-9, what = ''): void {
  const distance = Math.abs((found ?? Number.NaN) - expected);
  const allowed = Math.max(Math.abs(expected) * relative, 1e-15 * Number(expected === 0));
  assert.ok(distance <= allowed, `${what} found ${found}, expected ${expected} within ${relative}`);
}
