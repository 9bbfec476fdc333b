import type { Kysely } from 'kysely';
import { Histogram, type Registry } from 'prom-client';
import { exposeState } from '../../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { TargetName } from './rules/score-delivery.ts';
import { countDeliveries, findTargets } from './store/target-state.ts';

/** Collaborators of {@link exposeWriteBack}. */
export interface WriteBackMetricsDeps {
  readonly registry: Registry | undefined;
  readonly db: Kysely<unknown>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly targets: readonly TargetName[];
}

const labelNames = ['target'] as const;

/**
 * Exposes metrics of the deliveries to the CRM, over all replicas; the duration is that of this process.
 *
 * @returns observes the duration of a delivery, seconds
 */
export function exposeWriteBack(deps: WriteBackMetricsDeps): (target: TargetName, seconds: number) => void {
  const { registry, db, log, clock, targets } = deps;
  if (!registry) return () => undefined;
  exposeState({
    registry,
    log,
    part: 'crm-write-back',
    gauges: {
      leadscore_crm_deliveries: {
        help: 'Scores for the CRM that are pending or were given up, by target and state.',
        labelNames: [...labelNames, 'state'],
      },
      leadscore_crm_oldest_pending_seconds: {
        help: 'Age of the oldest pending score for the CRM, by target.',
        labelNames,
      },
      leadscore_crm_write_back_paused: { help: '1 while the CRM takes no scores, by target.', labelNames },
    },
    read: async () => {
      const now = clock();
      const counts = new Map((await countDeliveries(db, now)).map((each) => [each.target, each]));
      const states = new Map((await findTargets(db)).map((each) => [each.target, each]));
      const of = (target: TargetName) => {
        const oldest = counts.get(target)?.oldest_pending ?? now;
        return { labels: { target }, value: Math.max(0, now - oldest) / 1_000 };
      };
      return {
        leadscore_crm_deliveries: targets.flatMap((target) => [
          { labels: { target, state: 'pending' }, value: counts.get(target)?.pending ?? 0 },
          { labels: { target, state: 'failed' }, value: counts.get(target)?.failed ?? 0 },
        ]),
        leadscore_crm_oldest_pending_seconds: targets.map(of),
        leadscore_crm_write_back_paused: targets.map((target) => ({
          labels: { target },
          value: states.get(target)?.error_code == null ? 0 : 1,
        })),
      };
    },
  });
  const duration = new Histogram({
    name: 'leadscore_crm_delivery_duration_seconds',
    help: 'Time from a material change of a score until the CRM had it, by target.',
    labelNames,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 60, 600],
    registers: [registry],
  });
  return (target, seconds) => duration.observe({ target }, seconds);
}
