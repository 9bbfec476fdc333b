import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AlertConfig } from '../../../../platform/config/alert-config.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { DeliveryLoop } from '../../../../platform/webhooks/delivery-loop.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import type { Channel } from '../channels/channel.ts';
import { createChannels } from '../channels/create-channels.ts';
import type { DeliveryQueue } from '../engine/delivery-queue.ts';
import { composeNotice, type NoticePlace, testNotice } from '../notices/compose-notice.ts';
import type { ChannelKind } from '../rules/alert-rule.ts';
import { linkableUrl } from '../rules/alert-url.ts';
import type { ReceiverKind } from '../rules/routing.ts';
import type { NoticeEventRow } from '../store/event-store.ts';
import { acquireRetraining, consumeQuota, DELIVERIES, insertDeliveries, splitDeliveries } from './delivery-store.ts';

/** Settings and collaborators of {@link AlertDeliveries}. */
export interface AlertDeliveriesOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** channels; none when absent */
  readonly config: AlertConfig | undefined;
  /** interval between two polls for due deliveries, ms; 1,000 when absent */
  readonly pollMs?: number | undefined;
  /** time limit of one attempt, ms; {@link DELIVERY_TIMEOUT_MS} when absent */
  readonly timeoutMs?: number | undefined;
}

/** Pauses between attempts, milliseconds, more than an hour in all: then the delivery stays in the alert's list as FAILED. */
export const PAUSES_MS = [1_000, 5_000, 25_000, 120_000, 600_000, 1_800_000, 1_800_000];
/** Time limit of one attempt by default, milliseconds. */
export const DELIVERY_TIMEOUT_MS = 10_000;
const NOT_CONFIGURED = 'its channel is no longer configured in the environment';

/** Sends events of alerts to every configured recipient: one loop each, so that none delays another. */
export class AlertDeliveries implements DeliveryQueue {
  readonly #options: AlertDeliveriesOptions;
  readonly #channels: readonly Channel[];
  readonly #place: NoticePlace;
  readonly #loops: readonly DeliveryLoop<NoticeEventRow>[];

  private constructor(options: AlertDeliveriesOptions, channels: readonly Channel[], timeoutMs: number) {
    const { db, log, clock, config, pollMs = 1_000 } = options;
    this.#options = options;
    this.#channels = channels;
    this.#place = { url: linkableUrl(config?.publicUrl), timeZone: config?.timeZone ?? 'UTC' };
    const pace = (receiver: string, now: number) => consumeQuota(db, receiver, config?.perMinute ?? 1, now);
    const common = { db, log, clock, table: DELIVERIES, pollMs, timeoutMs, pausesMs: PAUSES_MS, pace };
    const words = { what: 'notice', listedBy: 'Alert.deliveries' };
    this.#loops = channels.map(
      (channel) =>
        new DeliveryLoop({
          ...common,
          ...words,
          receiver: channel.name,
          shown: { channel: channel.kind, target: channel.target },
          send: ({ webhook_id: id, event }) => channel.send(composeNotice(event, id, this.#place)),
        }),
    );
  }

  /** Abandons deliveries to recipients that are no longer configured, and starts to send. */
  static async open(options: AlertDeliveriesOptions): Promise<AlertDeliveries> {
    const { config, clock, db, log, timeoutMs = DELIVERY_TIMEOUT_MS } = options;
    const deps = { allowPrivate: config?.allowPrivate === true, clock, log, timeoutMs };
    const channels = config ? createChannels(config, deps) : [];
    await splitDeliveries(db, channels);
    const names = channels.map(({ name }) => name);
    await DELIVERIES.abandon(db, names, NOT_CONFIGURED, clock());
    return new AlertDeliveries(options, channels, timeoutMs);
  }

  async enqueue(trx: Kysely<never>, sequence: number, receivers: readonly ReceiverKind[]): Promise<void> {
    const recipients = this.#channels.filter(({ kind }) => receivers.includes(kind));
    if (recipients.length > 0) await insertDeliveries(trx, sequence, recipients, this.#options.clock());
  }

  async acquireRetraining(trx: Kysely<never>, model: string): Promise<boolean> {
    const { clock, config } = this.#options;
    return config?.retraining !== undefined && acquireRetraining(trx, model, config.retraining.coolDownMs, clock());
  }

  wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  /**
   * Sends a test to every recipient of a channel at once, bypassing the queue.
   *
   * @param by actor
   * @returns the first answer; of several recipients that of the first that failed, with the errors of all
   * @throws {DomainError} ALERT_CHANNEL_NOT_CONFIGURED; RATE_LIMITED when the quota of a recipient is used up
   */
  async test(kind: ChannelKind, by: string): Promise<WebhookAnswer> {
    const channels = this.#channels.filter((channel) => channel.kind === kind);
    if (channels.length === 0)
      throw new DomainError('ALERT_CHANNEL_NOT_CONFIGURED', `channel: found no receiver of ${kind} in the environment`);
    for (const { name } of channels) await this.#requireQuota(name);
    return joined(
      await Promise.all(channels.map(async (channel) => [channel, await this.#test(channel, by)] as const)),
    );
  }

  /**
   * Ends after the attempts under way, a training command at once. Pending deliveries are sent by other processes, or after
   * the next start.
   */
  async close(): Promise<void> {
    for (const channel of this.#channels) channel.cancel?.();
    await Promise.all(this.#loops.map((loop) => loop.close()));
    await Promise.all(this.#channels.map((channel) => channel.close()));
  }

  async #requireQuota(name: string): Promise<void> {
    const { db, clock, config } = this.#options;
    const waitMs = await consumeQuota(db, name, config?.perMinute ?? 1, clock());
    if (waitMs > 0) throw new DomainError('RATE_LIMITED', `channel: ${name} accepts the next notice in ${waitMs} ms`);
  }

  async #test(channel: Channel, by: string): Promise<WebhookAnswer> {
    const { log, clock } = this.#options;
    const answer = await channel.send(testNotice(randomUUID(), by, clock(), this.#place));
    log.info({ channel: channel.kind, target: channel.target, by, ...answer }, 'alert channel tested');
    return answer;
  }
}

/** Joins the answers of several recipients. */
function joined(answers: readonly (readonly [Channel, WebhookAnswer])[]): WebhookAnswer {
  const failed = answers.filter(([, { error }]) => error !== undefined);
  const [, first] = (failed[0] ?? answers[0]) as readonly [Channel, WebhookAnswer];
  if (failed.length === 0 || answers.length === 1) return first;
  return { ...first, error: failed.map(([{ target }, { error }]) => `${target}: ${error}`).join('; ') };
}
