import { createLogger } from '../../platform/logger.ts';
import { createMonitoring } from '../../subgraphs/monitoring/subgraph.ts';
import { openSubscription } from '../../test/support/graph/subscribe.ts';
import { NO_CHANNELS } from '../../test/support/monitoring/monitoring-bench.ts';
import { median } from '../median.ts';
import { callFor } from '../scoring/callers.ts';
import { onEachSite } from '../scoring/on-each-site.ts';
import type { ScoringSite } from '../scoring/scoring-site.ts';

/**
 * `node --import tsx bench/monitoring/scoring-cost.ts [ROUNDS SECONDS CALLERS]`: what `scoreLead` loses to monitoring:
 * roll-ups, alerts, the detectors of streams, and somebody who follows `liveMetrics` once a second. Rounds with and
 * without take turns.
 */
const [rounds = 5, seconds = 5, callers = 64] = process.argv.slice(2).map(Number);

await onEachSite(async (name, site) => {
  await rate(site);
  const without: number[] = [];
  const along: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    without.push(await rate(site));
    const stop = await monitor(site);
    // what is measured by the hour is measured at the start, too
    await rate(site);
    along.push(await rate(site));
    await stop();
  }
  // of neighbours: the machine's speed drifts
  const cost = 1 - median(along.map((rate, round) => rate / (without[round] as number)));
  console.log(
    `${name}: ${Math.round(median(without))}/s without, ${Math.round(median(along))}/s with monitoring,`,
    `${(100 * cost).toFixed(1)} % less in the median of ${rounds} pairs of ${seconds} s`,
  );
});

async function rate({ scores, leads }: ScoringSite): Promise<number> {
  return (await callFor(scores, { kind: 'scoreLead', callers, leads, seconds })).perSecond;
}

async function monitor({ database }: ScoringSite): Promise<() => Promise<void>> {
  const monitoring = await createMonitoring({
    ...{ database, log: createLogger('warn'), driftCheckMinutes: 60 },
    alerts: { ...NO_CHANNELS, lookMs: 2_000 },
  });
  const follower = await openSubscription(
    monitoring.schema,
    'subscription { liveMetrics { throughput latency { p95Ms } } }',
  );
  // what was scored without it is not to be paid for now
  await monitoring.drift.streams.poll();
  return async () => {
    await follower.close();
    await monitoring.close();
  };
}
