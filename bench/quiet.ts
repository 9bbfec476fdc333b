import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 200;
/** share of one core below which a program counts as idle */
const IDLE_SHARE = 0.15;

/** Waits until a program has done what its requests left behind. @param cpuMs its CPU time @param withinMs waits no longer */
export async function untilQuiet(cpuMs: () => number, withinMs: number): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; ) {
    const before = cpuMs();
    await sleep(INTERVAL_MS);
    if (cpuMs() - before < INTERVAL_MS * IDLE_SHARE) return;
  }
}
