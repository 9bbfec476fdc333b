import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AlertConfig } from '../../../../platform/config/alert-config.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { DeliveryLoop } from '../../../../platform/webhooks/delivery-loop.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import type { Channel } from '../channels/channel.ts';
import { createChannels } from '../channels/create-channels.ts';
import type { AlertOutlet } from '../engine/alert-outlet.ts';
import { composeNotice, type NoticePlace, testNotice } from '../notices/compose-notice.ts';
import type { ChannelKind } from '../rules/alert-rule.ts';
import { linkableUrl } from '../rules/alert-url.ts';
import type { ReceiverKind } from '../rules/routing.ts';
import type { NoticeEventRow } from '../store/event-store.ts';
import { DELIVERIES, insertDeliveries, splitDeliveries, takeRetraining, takeTurn } from './delivery-store.ts';

/** What deliveries of alerts are made with. */
export interface AlertDeliveriesOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** whom alerts reach; nobody when absent */
  readonly config: AlertConfig | undefined;
  /** how often to look for deliveries that are due, ms; 1,000 when absent */
  readonly pollMs?: number | undefined;
  /** of one attempt, ms; {@link DELIVERY_TIMEOUT_MS} when absent */
  readonly timeoutMs?: number | undefined;
}

/** Pauses between attempts, milliseconds: an hour in all, then people must look, and the delivery stays on the alert as FAILED. */
export const PAUSES_MS = [1_000, 5_000, 25_000, 120_000, 600_000, 1_800_000, 1_800_000];
/** Longest attempt unless told otherwise, milliseconds. */
export const DELIVERY_TIMEOUT_MS = 10_000;
const NOT_CONFIGURED = 'found its channel no more in the environment';

/** Sends what happens to alerts to every recipient of the configuration: one loop each, so that none holds up another. */
export class AlertDeliveries implements AlertOutlet {
  readonly #options: AlertDeliveriesOptions;
  readonly #channels: readonly Channel[];
  readonly #place: NoticePlace;
  readonly #loops: readonly DeliveryLoop<NoticeEventRow>[];

  private constructor(options: AlertDeliveriesOptions, channels: readonly Channel[], timeoutMs: number) {
    const { db, log, clock, config, pollMs = 1_000 } = options;
    this.#options = options;
    this.#channels = channels;
    this.#place = { url: linkableUrl(config?.publicUrl), timeZone: config?.timeZone ?? 'UTC' };
    const pace = (receiver: string, now: number) => takeTurn(db, receiver, config?.perMinute ?? 1, now);
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

  /** Gives up what is pending for recipients that are configured no more, and starts to send. */
  static async open(options: AlertDeliveriesOptions): Promise<AlertDeliveries> {
    const { config, clock, db, timeoutMs = DELIVERY_TIMEOUT_MS } = options;
    const deps = { allowPrivate: config?.allowPrivate === true, clock, timeoutMs };
    const channels = config ? createChannels(config, deps) : [];
    await splitDeliveries(db, channels);
    const names = channels.map(({ name }) => name);
    await DELIVERIES.abandon(db, names, NOT_CONFIGURED, clock());
    return new AlertDeliveries(options, channels, timeoutMs);
  }

  async note(trx: Kysely<never>, sequence: number, receivers: readonly ReceiverKind[]): Promise<void> {
    const recipients = this.#channels.filter(({ kind }) => receivers.includes(kind));
    if (recipients.length > 0) await insertDeliveries(trx, sequence, recipients, this.#options.clock());
  }

  async takeRetraining(trx: Kysely<never>, model: string): Promise<boolean> {
    const { clock, config } = this.#options;
    return config?.retraining !== undefined && takeRetraining(trx, model, config.retraining.coolDownMs, clock());
  }

  wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  /**
   * Sends a test to every recipient of a channel at once, past the queue.
   *
   * @param by who asks for it
   * @returns the first answer; of several recipients that of the first that failed, with what each of those said
   * @throws {DomainError} ALERT_CHANNEL_NOT_CONFIGURED; RATE_LIMITED when a recipient has had its share of this minute
   */
  async test(kind: ChannelKind, by: string): Promise<WebhookAnswer> {
    const channels = this.#channels.filter((channel) => channel.kind === kind);
    if (channels.length === 0)
      throw new DomainError('ALERT_CHANNEL_NOT_CONFIGURED', `channel: found no receiver of ${kind} in the environment`);
    for (const { name } of channels) await this.#requireTurn(name);
    return joined(
      await Promise.all(channels.map(async (channel) => [channel, await this.#test(channel, by)] as const)),
    );
  }

  /** Ends after what is being sent. What is pending is sent by other processes, or after the next start. */
  async close(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.close()));
    await Promise.all(this.#channels.map((channel) => channel.close()));
  }

  async #requireTurn(name: string): Promise<void> {
    const { db, clock, config } = this.#options;
    const waitMs = await takeTurn(db, name, config?.perMinute ?? 1, clock());
    if (waitMs > 0) throw new DomainError('RATE_LIMITED', `channel: ${name} takes the next notice in ${waitMs} ms`);
  }

  async #test(channel: Channel, by: string): Promise<WebhookAnswer> {
    const { log, clock } = this.#options;
    const answer = await channel.send(testNotice(randomUUID(), by, clock(), this.#place));
    log.info({ channel: channel.kind, target: channel.target, by, ...answer }, 'alert channel tested');
    return answer;
  }
}

/** One answer of several recipients. */
function joined(answers: readonly (readonly [Channel, WebhookAnswer])[]): WebhookAnswer {
  const failed = answers.filter(([, { error }]) => error !== undefined);
  const [, first] = (failed[0] ?? answers[0]) as readonly [Channel, WebhookAnswer];
  if (failed.length === 0 || answers.length === 1) return first;
  return { ...first, error: failed.map(([{ target }, { error }]) => `${target}: ${error}`).join('; ') };
}
