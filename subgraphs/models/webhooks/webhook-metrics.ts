import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { WebhookConfig } from '../../../platform/config/webhook-config.ts';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readDeliveries } from '../../../platform/webhooks/delivery-metrics.ts';
import type { Db } from '../versions/store/version-store.ts';
import { receiverAt } from './receiver.ts';

/** Collaborators of {@link exposeWebhooks}. */
export interface WebhookMetricsDeps {
  readonly registry: Registry | undefined;
  readonly db: Db;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly config: WebhookConfig;
}

const labelNames = ['url'] as const;
const TABLE = {
  table: 'models.webhook_delivery',
  channel: sql<string>`d.url`,
  notedAt: sql<number>`(SELECT e.at FROM models.audit_event e WHERE e.id = d.event)`,
};

/** Exposes metrics of pending and failed webhooks by receiver, over all replicas. */
export function exposeWebhooks({ registry, db, log, clock, config }: WebhookMetricsDeps): void {
  const channels = config.urls.map((url) => receiverAt(url).shownUrl);
  exposeState({
    registry,
    log,
    part: 'webhooks',
    gauges: {
      leadscore_webhook_deliveries: {
        help: 'Webhooks about models that are pending or were given up, by URL and state.',
        labelNames: [...labelNames, 'state'],
      },
      leadscore_webhook_oldest_pending_seconds: { help: 'Age of the oldest pending webhook, by URL.', labelNames },
      leadscore_webhook_failing: { help: '1 while a webhook waits to be sent again, by URL.', labelNames },
    },
    read: async () => {
      const read = await readDeliveries(db, TABLE, { label: 'url', channels, nowMs: clock() });
      return {
        leadscore_webhook_deliveries: read.deliveries,
        leadscore_webhook_oldest_pending_seconds: read.oldestPendingSeconds,
        leadscore_webhook_failing: read.failing,
      };
    },
  });
}
