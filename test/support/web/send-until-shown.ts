import type { Locator } from 'playwright-core';
import type { LeadTraffic } from '../../../gateway/demo/lead-traffic.ts';

/** Sends scoring requests until an element is shown. @throws {TimeoutError} when it is not in the browser's time */
export async function sendUntilShown(traffic: LeadTraffic, element: Locator, atATime: number): Promise<void> {
  let isOver = false;
  const shown = element.waitFor().finally(() => {
    isOver = true;
  });
  const send = async (): Promise<void> => {
    while (!isOver) await traffic.send(atATime);
  };
  await Promise.all([shown, send()]);
}
