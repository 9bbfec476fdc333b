import type { Page } from 'playwright-core';

const ROWS = `[...document.querySelectorAll('[role=grid] tbody tr[data-rank]')]`;
const SHOWN = `${ROWS}.flatMap((row) => {
  const link = row.querySelector('a');
  return link ? [[Number(row.dataset.rank), decodeURIComponent(link.getAttribute('href').slice('/lead/'.length))]] : [];
})`;

/** Scrolls the queue until a rank, from 0, is its first one on the screen. */
export async function scrollToRank(page: Page, rank: number): Promise<void> {
  await page.locator('tr[data-rank]').first().waitFor();
  await page.evaluate(`{
    const row = ${ROWS}[0];
    row.closest('section').scrollTop = ${rank} * row.getBoundingClientRect().height;
  }`);
}

/** Ids of the leads of these ranks, read by scrolling through them; each is waited for until it is on the screen. */
export async function readRanks(page: Page, first: number, last: number): Promise<readonly string[]> {
  const found = new Map<number, string>();
  for (let rank = first; rank <= last; ) {
    await scrollToRank(page, rank);
    await page.locator(`tr[data-rank="${rank}"] a`).waitFor();
    for (const [at, id] of (await page.evaluate(SHOWN)) as [number, string][]) found.set(at, id);
    while (found.has(rank)) rank += 1;
  }
  return Array.from({ length: last - first + 1 }, (_, offset) => found.get(first + offset) as string);
}
