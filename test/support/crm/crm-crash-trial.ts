import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../federation/random.ts';
import { CrmTraffic } from './crm-traffic.ts';
import type { CrmWorld, WorldComparison } from './crm-world.ts';

/** Settings of {@link crmCrashTrial}. */
export interface CrmCrashTrialOptions {
  readonly kills: number;
  readonly perSecond: number;
  readonly seed: number;
  /** between two kills, ms */
  readonly pauseMs: number;
  /** time for both sides to become equal afterwards, ms */
  readonly patienceMs: number;
}

/** Result of a trial. */
export interface CrmCrashTrialResult extends WorldComparison {
  /** changes that the CRM committed */
  readonly changes: number;
  readonly killed: readonly string[];
}

/** Kills each process of the platform and the CRM's server in turn while the CRM changes, then compares both sides. */
export async function crmCrashTrial(world: CrmWorld, options: CrmCrashTrialOptions): Promise<CrmCrashTrialResult> {
  const { kills, perSecond, seed, pauseMs, patienceMs } = options;
  const random = new Random(seed);
  const traffic = new CrmTraffic(world.crm, { perSecond, seed });
  const [first = 'crm', second = 'crm', ...others] = world.processes;
  const victims = [...new Set([first, second, 'crm', ...others])];
  const killed: string[] = [];
  for (let round = 0; round < kills; round += 1) {
    await sleep(pauseMs / 2 + random.below(pauseMs));
    const victim = victims[round % victims.length] as string;
    killed.push(victim);
    if (victim === 'crm') await restartCrm(world, random.below(pauseMs));
    else {
      await world.kill(victim);
      await sleep(random.below(pauseMs));
      await world.start(victim);
    }
  }
  await sleep(pauseMs);
  const changes = await traffic.end();
  return { changes, killed, ...(await world.settle(patienceMs)) };
}

async function restartCrm(world: CrmWorld, awayMs: number): Promise<void> {
  await world.crm.server.stop('SIGKILL');
  await sleep(awayMs);
  await world.crm.server.start();
}
