import { type Kysely, sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { AlertConfig } from '../../../../platform/config/alert-config.ts';
import { exposeState } from '../../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { readDeliveries } from '../../../../platform/webhooks/delivery-metrics.ts';
import { RECEIVER_KINDS, type ReceiverKind } from '../rules/routing.ts';

/** Settings and collaborators of {@link exposeAlertDeliveries}. */
export interface AlertDeliveryMetricsOptions {
  readonly registry: Registry | undefined;
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly config: AlertConfig | undefined;
}

const labelNames = ['channel'] as const;
const TABLE = {
  table: 'monitoring.alert_delivery',
  // the kind of channel, also where a receiver is one recipient of it
  channel: sql<string>`coalesce(to_jsonb(d)->>'channel', d.receiver)`,
  notedAt: sql<number>`(SELECT p.at FROM monitoring.alert_event p WHERE p.sequence = d.event)`,
};

/** Exposes the configured alert channels and the states of their deliveries, over all replicas. */
export function exposeAlertDeliveries({ registry, db, log, clock, config }: AlertDeliveryMetricsOptions): void {
  const channels = RECEIVER_KINDS.filter((kind) => isConfigured(kind, config));
  exposeState({
    registry,
    log,
    part: 'alert deliveries',
    gauges: {
      leadscore_alert_channel_configured: { help: 'Whether a kind of channel is configured: 1 or 0.', labelNames },
      leadscore_alert_deliveries: {
        help: 'Notices of alerts that are pending or were given up, by channel and state.',
        labelNames: [...labelNames, 'state'],
      },
      leadscore_alert_oldest_pending_seconds: { help: 'Age of the oldest pending notice, by channel.', labelNames },
      leadscore_alert_channel_failing: { help: '1 while a notice waits to be sent again, by channel.', labelNames },
    },
    read: async () => {
      const read = await readDeliveries(db, TABLE, { label: 'channel', channels, nowMs: clock() });
      return {
        leadscore_alert_channel_configured: RECEIVER_KINDS.map((channel) => ({
          labels: { channel },
          value: channels.includes(channel) ? 1 : 0,
        })),
        leadscore_alert_deliveries: read.deliveries,
        leadscore_alert_oldest_pending_seconds: read.oldestPendingSeconds,
        leadscore_alert_channel_failing: read.failing,
      };
    },
  });
}

function isConfigured(kind: ReceiverKind, config: AlertConfig | undefined): boolean {
  if (!config) return false;
  const { slackUrl: SLACK, email: EMAIL, pagerDuty: PAGERDUTY, webhook: WEBHOOK, retraining: RETRAINING } = config;
  return { SLACK, EMAIL, PAGERDUTY, WEBHOOK, RETRAINING }[kind] !== undefined;
}
