import assert from 'node:assert/strict';
import type { Reader } from './reader.ts';

/**
 * Asserts that nothing went wrong before a reader since the last call, that the present state is accessible, and that it
 * is no wider than its window.
 *
 * @param expected faults that this step brings about; any other fails
 */
export async function assertSound(reader: Reader, expected: readonly RegExp[] = []): Promise<void> {
  const faults = reader.takeFaults().filter((fault) => !expected.some((pattern) => pattern.test(fault)));
  assert.deepEqual(faults, [], reader.page.url());
  assert.deepEqual(await reader.violations(), [], reader.page.url());
  assert.equal(await reader.overflow(), 0, `pixels by which ${reader.page.url()} is wider than its window`);
}
