import { setTimeout as sleep } from 'node:timers/promises';
import { SoakSubscriber } from '../../platform/soak-subscriber.ts';
import { countStored, type StoredCounts } from './count-stored.ts';
import type { FaultSite } from './fault-site.ts';
import type { FaultWorld } from './fault-world.ts';
import { Silence } from './silence.ts';
import { SteadyLoad } from './steady-load.ts';
import type { FaultTrial } from './trial.ts';

/** Figures of one trial. */
export interface TrialResult extends StoredCounts {
  readonly errors: ReadonlyMap<string, number>;
  readonly longestSilenceMs: number;
  readonly subscriberSilenceMs: number;
  /** from the end of the fault until every kind of operation and the subscriber worked; undefined: it did not */
  readonly recoveredAfterMs: number | undefined;
  /** acknowledged scores that the subscriber was not sent, also after it had come back with its cursor */
  readonly unheard: number;
  /** scores that the subscriber was sent twice */
  readonly heardTwice: number;
  readonly observations: readonly string[];
}

/** Load before the fault, and after the recovery. */
const CALM_MS = 1_000;
/** Longest wait for a recovery: above all deadlines that the platform has for itself. */
const PATIENCE_MS = 45_000;
const POLL_MS = 20;

/** Does one fault to a platform under load, and counts what became of all that was acknowledged. */
export async function runTrial(trial: FaultTrial, site: FaultSite, holdMs: number): Promise<TrialResult> {
  const { world, inject } = await trial.open(site);
  const heard = new Silence();
  const subscriber = new SoakSubscriber(world.urls[0] as string, world.token, () => heard.end());
  const load = new SteadyLoad(world.urls, world.token);
  try {
    const figures = await disturb(world, () => inject(holdMs), { load, subscriber, heard });
    const ends = await world.close();
    const counts = await countStored(load, world.database);
    return { ...counts, ...figures, observations: [...figures.observations, ...ends] };
  } finally {
    await Promise.all([load.stop(), subscriber.close()]);
    await world.close();
    await world.dispose();
  }
}

interface Parties {
  readonly load: SteadyLoad;
  readonly subscriber: SoakSubscriber;
  readonly heard: Silence;
}

async function disturb(
  world: FaultWorld,
  inject: () => Promise<readonly string[]>,
  { load, subscriber, heard }: Parties,
): Promise<Omit<TrialResult, keyof StoredCounts>> {
  const hasBegun = await until(() => subscriber.delivered.size > 0 && load.hasWorkedSince(0), PATIENCE_MS);
  if (!hasBegun) throw new Error(`the load did not begin: ${JSON.stringify([...load.errors])}`);
  await sleep(CALM_MS);
  // what was scored before the stream was open it need not be sent
  const before = new Set(load.scoreIds);
  const observations = await inject();
  const endedAt = performance.now();
  const hasRecovered = await until(() => load.hasWorkedSince(endedAt) && heard.lastAt > endedAt, PATIENCE_MS);
  const recoveredAfterMs = hasRecovered ? Math.round(performance.now() - endedAt) : undefined;
  const subscriberSilenceMs = heard.longestMs;
  await sleep(CALM_MS);
  const longestSilenceMs = await load.stop();
  const ends = hasRecovered ? [] : await world.close();
  // counted as never recovered; the start tells whether what was acknowledged is there
  await world.start();
  const due = load.scoreIds.filter((id) => !before.has(id));
  const unheardNow = (): number => due.filter((id) => !subscriber.delivered.has(id)).length;
  if (!(await until(() => unheardNow() === 0, 5_000))) {
    subscriber.reopen();
    await until(() => unheardNow() === 0, PATIENCE_MS);
  }
  await subscriber.close();
  const heardTwice = [...subscriber.delivered.values()].filter((times) => times > 1).length;
  const { errors } = load;
  return {
    errors,
    longestSilenceMs,
    subscriberSilenceMs,
    recoveredAfterMs,
    unheard: unheardNow(),
    heardTwice,
    observations: [...observations, ...ends],
  };
}

async function until(isSo: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}
