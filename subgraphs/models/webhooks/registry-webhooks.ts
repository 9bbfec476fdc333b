import type { WebhookConfig } from '../../../platform/config/webhook-config.ts';
import type { Logger } from '../../../platform/logger.ts';
import { CLAIM_MARGIN_MS, DeliveryLoop } from '../../../platform/webhooks/delivery-loop.ts';
import { WebhookSender } from '../../../platform/webhooks/webhook-sender.ts';
import { webhookKeys } from '../../../platform/webhooks/webhook-signature.ts';
import type { AuditEventRow } from '../audit/audit-event.ts';
import { auditRecord } from '../audit/audit-record.ts';
import type { ChangeOutlet } from '../audit/audited.ts';
import type { Db } from '../versions/store/version-store.ts';
import { DELIVERIES, insertDeliveries } from './delivery-store.ts';
import { type Receiver, receiverAt } from './receiver.ts';

/** Collaborators and settings of {@link RegistryWebhooks}. */
export interface RegistryWebhooksDeps {
  readonly db: Db;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly config: WebhookConfig;
  /** poll interval of due deliveries, and of those of other processes, ms; default 1,000 */
  readonly pollMs?: number | undefined;
  /** random numbers from 0 to 1, for the jitter of retries; default `Math.random` */
  readonly random?: () => number;
}

/** Time limit for the response of a receiver, milliseconds. */
export const TIMEOUT_MS = 5_000;
const URL_GONE = 'found its URL removed from REGISTRY_WEBHOOK_URLS';

/**
 * Webhooks about changes: each committed change is recorded for every receiver in its own transaction, and sent
 * afterwards, at least once.
 *
 * Each receiver gets one delivery at a time, so that it receives the changes of a model in order, and does not delay
 * others when it fails. Any number of processes may run this on one database.
 */
export class RegistryWebhooks implements ChangeOutlet {
  readonly #deps: RegistryWebhooksDeps;
  readonly #receivers: readonly Receiver[];
  readonly #sender: WebhookSender;
  readonly #loops: readonly DeliveryLoop<AuditEventRow>[];

  private constructor(deps: RegistryWebhooksDeps, receivers: readonly Receiver[]) {
    const { db, log, clock, config, pollMs = 1_000, random = Math.random } = deps;
    this.#deps = deps;
    const { secret, allowPrivate } = config;
    const sender = new WebhookSender({ key: keysOf(secret), allowPrivate, clock, timeoutMs: TIMEOUT_MS });
    this.#receivers = receivers;
    this.#sender = sender;
    const common = { db, log, clock, table: DELIVERIES, pollMs, timeoutMs: TIMEOUT_MS, random };
    const words = { what: 'webhook', listedBy: 'webhookDeliveries' };
    this.#loops = receivers.map(
      ({ key: receiver, url, shownUrl }) =>
        new DeliveryLoop({
          ...common,
          ...words,
          receiver,
          shown: { url: shownUrl },
          send: ({ webhook_id: id, event }) => sender.send({ url, id, body: webhookMessage(event) }),
        }),
    );
  }

  /** Gives up pending deliveries to URLs that are no longer configured, and starts sending. */
  static async open(deps: RegistryWebhooksDeps): Promise<RegistryWebhooks> {
    const receivers = deps.config.urls.map(receiverAt);
    const keys = receivers.map(({ key }) => key);
    await DELIVERIES.abandon(deps.db, keys, URL_GONE, deps.clock());
    return new RegistryWebhooks(deps, receivers);
  }

  record(trx: Db, eventId: number, at: number): Promise<void> {
    return insertDeliveries(trx, eventId, this.#receivers, at);
  }

  /** Restarts a delivery under the same id. @returns whether such a delivery to a configured receiver exists */
  async resend(trx: Db, webhookId: string): Promise<boolean> {
    const now = this.#deps.clock();
    const keys = this.#receivers.map(({ key }) => key);
    return (await DELIVERIES.restart(trx, webhookId, keys, now, now + TIMEOUT_MS + CLAIM_MARGIN_MS)) !== undefined;
  }

  wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  /** Ends after the requests in flight. Other processes, or the next start, send what is pending. */
  async close(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.close()));
    await this.#sender.close();
  }
}

function keysOf(secret: string): readonly Uint8Array[] {
  const keys = webhookKeys(secret);
  if (!keys) throw new TypeError('found a webhook secret that was not checked');
  return keys;
}

/**
 * Body of a webhook, the same in every attempt: `type` (such as `model.promote`), `timestamp` of the change, and
 * `data`, the audit record.
 */
function webhookMessage(row: AuditEventRow): string {
  const data = auditRecord(row);
  return JSON.stringify({ type: `model.${row.action.toLowerCase()}`, timestamp: data.at, data });
}
