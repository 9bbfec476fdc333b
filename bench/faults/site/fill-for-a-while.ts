import { setTimeout as sleep } from 'node:timers/promises';
import { askHealth } from './ask-health.ts';
import type { SmallDisk } from './small-disk.ts';

const REFILL_MS = 100;

/** Keeps a disk full, also when something on it was removed, then makes room. @returns observations of a gateway */
export async function fillForAWhile(disk: SmallDisk, url: string, holdMs: number): Promise<readonly string[]> {
  const until = performance.now() + holdMs;
  await disk.fill();
  while (performance.now() < until) await sleep(REFILL_MS);
  const probes = [await askHealth(url, '/health'), await askHealth(url, '/ready')];
  await disk.clear();
  return [`disk full for ${holdMs} ms, then ${probes.join(', ')}`];
}
