import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** Ids of the leads that the queue draws, in their order; a row without a lead as an empty text. */
const DRAWN = `[...document.querySelectorAll('[role=grid] tbody tr')]
  .sort((one, other) => one.dataset.rank - other.dataset.rank)
  .map((row) => decodeURIComponent(row.querySelector('a')?.getAttribute('href').slice('/lead/'.length) ?? ''))`;

/** Asserts that the queue comes to draw these leads first, in this order. */
export async function expectLeads(page: Page, ids: readonly string[]): Promise<void> {
  const first = `JSON.stringify(${DRAWN}.slice(0, ${ids.length}))`;
  try {
    await page.waitForFunction(`() => ${first} === ${JSON.stringify(JSON.stringify(ids))}`);
  } catch (cause) {
    assert.deepEqual(((await page.evaluate(DRAWN)) as string[]).slice(0, ids.length), ids);
    throw cause;
  }
}

/** The row of a lead in the queue. */
export function rowOf(page: Page, id: string): Locator {
  return page.getByRole('row').filter({ has: page.locator(`a[href="/lead/${encodeURIComponent(id)}"]`) });
}
