import type { Logger } from '../../shared/logger.ts';
import { Turns } from '../../shared/turns.ts';
import type { WebhookConfig } from '../../shared/webhook-config.ts';
import { judgeDelivery, type WebhookAnswer } from '../../shared/webhooks/delivery-rule.ts';
import { WebhookSender } from '../../shared/webhooks/webhook-sender.ts';
import { webhookKey } from '../../shared/webhooks/webhook-signature.ts';
import type { ChangeOutlet } from '../audit/audited.ts';
import type { Db } from '../store.ts';
import {
  abandonDeliveries,
  type ClaimedDelivery,
  claimDelivery,
  insertDeliveries,
  recordAttempt,
} from './delivery-store.ts';
import { type Receiver, receiverAt } from './receiver.ts';
import { webhookMessage } from './webhook-message.ts';

/** What the webhooks of the registry are made of. */
export interface RegistryWebhooksOptions {
  readonly db: Db;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly config: WebhookConfig;
  /** how often to look for deliveries that are due, or of other processes; 1 s when absent */
  readonly pollMs?: number | undefined;
}

const TIMEOUT_MS = 5_000;
// beyond the time limit of a request: for the database, and for clocks that differ between processes
const CLAIM_MS = TIMEOUT_MS + 10_000;

/**
 * Tells receivers of changes: every change that was made is noted for each of them in its own transaction, and sent after
 * it, at least once.
 *
 * Each receiver gets one delivery at a time, so it hears of the changes of a model in their order, and one that does not
 * answer holds up no other. Any number of processes may do this on one database.
 */
export class RegistryWebhooks implements ChangeOutlet {
  readonly #options: RegistryWebhooksOptions;
  readonly #pollMs: number;
  readonly #receivers: readonly Receiver[];
  readonly #sender: WebhookSender;
  readonly #loops: readonly Turns[];

  private constructor(options: RegistryWebhooksOptions, receivers: readonly Receiver[]) {
    const { config, clock, pollMs = 1_000 } = options;
    const { secret, allowPrivate } = config;
    this.#options = options;
    this.#pollMs = pollMs;
    this.#receivers = receivers;
    this.#sender = new WebhookSender({ key: keyOf(secret), allowPrivate, clock, timeoutMs: TIMEOUT_MS });
    this.#loops = receivers.map((receiver) => new Turns(() => this.#turn(receiver)));
  }

  /** Gives up what is pending for URLs that are configured no more, and starts to send. */
  static async open(options: RegistryWebhooksOptions): Promise<RegistryWebhooks> {
    const receivers = options.config.urls.map(receiverAt);
    const keys = receivers.map(({ key }) => key);
    await abandonDeliveries(options.db, keys, options.clock());
    return new RegistryWebhooks(options, receivers);
  }

  note(trx: Db, eventId: number, at: number): Promise<void> {
    return insertDeliveries(trx, eventId, this.#receivers, at);
  }

  wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  /** Ends after the requests under way. What is pending is sent by other processes, or after the next start. */
  async close(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.close()));
    await this.#sender.close();
  }

  /** Sends one delivery, if one is due; returns how long to pause, in ms. */
  async #turn(receiver: Receiver): Promise<number> {
    const { db, log, clock } = this.#options;
    try {
      const now = clock();
      const claimed = await claimDelivery(db, receiver.key, now, now + CLAIM_MS);
      if (!claimed) return this.#pollMs;
      const body = webhookMessage(claimed.event);
      const answer = await this.#sender.send({ url: receiver.url, id: claimed.webhook_id, body });
      await this.#record(receiver, claimed, answer);
      return 0;
    } catch (error) {
      log.error({ url: receiver.shownUrl, err: error }, 'webhooks cannot be worked on; they stay and are tried again');
      return this.#pollMs;
    }
  }

  async #record({ shownUrl }: Receiver, claimed: ClaimedDelivery, answer: WebhookAnswer): Promise<void> {
    const { db, log, clock } = this.#options;
    const { id, webhook_id: webhookId } = claimed;
    const attempts = claimed.attempts + 1;
    const now = clock();
    const verdict = judgeDelivery(answer, attempts, now);
    await recordAttempt(db, { id, attempts }, answer, verdict, now);
    const facts = { webhookId, url: shownUrl, attempts, ...answer };
    if (verdict.state === 'FAILED') log.error(facts, 'webhook given up; webhookDeliveries lists it');
    else if (verdict.state === 'PENDING') log.warn(facts, 'webhook not delivered; it is sent again');
    else log.debug(facts, 'webhook delivered');
  }
}

function keyOf(secret: string): Uint8Array {
  const key = webhookKey(secret);
  if (!key) throw new TypeError('found a webhook secret that was not checked');
  return key;
}
