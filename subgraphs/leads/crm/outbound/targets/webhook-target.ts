import { createHash } from 'node:crypto';
import type { CrmConfig } from '../../../../../platform/config/crm-config.ts';
import { DomainError } from '../../../../../platform/errors.ts';
import { limitConcurrency } from '../../../../../platform/process/limit-concurrency.ts';
import type { WebhookAnswer } from '../../../../../platform/webhooks/delivery-rule.ts';
import { WebhookSender } from '../../../../../platform/webhooks/webhook-sender.ts';
import { webhookKeys } from '../../../../../platform/webhooks/webhook-signature.ts';
import type { DeliveryAnswer } from '../rules/judge-attempt.ts';
import type { ScoreDelivery } from '../rules/score-delivery.ts';
import type { CrmTarget } from './crm-target.ts';
import { webhookMessage } from './webhook-message.ts';

const TIMEOUT_MS = 5_000;
const CONCURRENCY = 16;
const GONE = 410;
/** Statuses by which a receiver says that it, not the message, is at fault. */
const RECEIVER_FAULTS: readonly number[] = [429, 502, 503, 504];

/** Settings of a {@link WebhookTarget}. */
export interface WebhookTargetOptions {
  readonly webhook: NonNullable<CrmConfig['webhook']>;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * A receiver of signed webhooks, several at once. Where no message of a batch arrives, and each fails by the receiver's fault,
 * the receiver is away, and no message is at fault.
 */
export class WebhookTarget implements CrmTarget {
  readonly name = 'WEBHOOK';
  readonly fingerprint: string;
  readonly batchRows = 4 * CONCURRENCY;
  readonly stepMs = TIMEOUT_MS;
  readonly #url: string;
  readonly #sender: WebhookSender;

  constructor({ webhook: { url, secret, allowPrivate }, clock }: WebhookTargetOptions) {
    const key = webhookKeys(secret);
    if (!key) throw new TypeError('found a webhook secret that was not checked');
    this.#url = url;
    this.fingerprint = createHash('sha256').update(url).digest('hex');
    this.#sender = new WebhookSender({ key, allowPrivate, clock, timeoutMs: TIMEOUT_MS });
  }

  async inspect(): Promise<void> {
    // a receiver answers messages only
  }

  async deliver(batch: readonly ScoreDelivery[], deadline: number): Promise<readonly DeliveryAnswer[]> {
    const send = limitConcurrency(CONCURRENCY, async (delivery: ScoreDelivery) => {
      // a process that was paused must not send what another one has sent newer
      if (performance.now() > deadline) return undefined;
      return this.#sender.send({ url: this.#url, id: delivery.webhookId, body: webhookMessage(delivery) });
    });
    const answers = await Promise.all(batch.map(send));
    const sent = answers.filter((answer) => answer !== undefined);
    const [first] = sent;
    if (first && sent.every(isReceiverFault)) {
      const retryAfterMs = Math.max(...sent.map((answer) => answer.retryAfterMs ?? 0));
      throw new DomainError('CRM_UNAVAILABLE', `CRM webhook: ${first.error}`, { retryAfterMs });
    }
    return batch.map(({ id }, at) => answerOf(id, answers[at]));
  }

  async close(): Promise<void> {
    await this.#sender.close();
  }
}

function isReceiverFault({ status, error }: WebhookAnswer): boolean {
  return error !== undefined && (status === undefined || RECEIVER_FAULTS.includes(status));
}

function answerOf(id: number, answer: WebhookAnswer | undefined): DeliveryAnswer {
  if (!answer) return { id, result: 'BUSY' };
  const { error, status, retryAfterMs } = answer;
  if (error === undefined) return { id, result: 'DELIVERED' };
  const isFinal = status === GONE;
  return { id, result: 'REFUSED', code: 'CRM_VALUE_REFUSED', error, isFinal, retryAfterMs };
}
