import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AlertConfig } from '../../shared/alert-config.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { DeliveryLoop } from '../../shared/webhooks/delivery-loop.ts';
import type { WebhookAnswer } from '../../shared/webhooks/delivery-rule.ts';
import type { AlertOutlet } from '../alerts/alert-outlet.ts';
import type { ChannelKind } from '../alerts/alert-rule.ts';
import type { AlertEventRow } from '../alerts/event-store.ts';
import type { ReceiverKind } from '../alerts/routing.ts';
import type { Channel } from '../channels/channel.ts';
import { composeNotice, testNotice } from '../channels/compose-notice.ts';
import { createChannels } from '../channels/create-channels.ts';
import { DELIVERIES, insertDeliveries, takeRetraining, takeTurn } from './delivery-store.ts';

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
  /** of one attempt, ms; 10,000 when absent */
  readonly timeoutMs?: number | undefined;
}

/** An hour of outages, then people must look: the delivery stays on the alert as FAILED. */
const PAUSES_MS = [1_000, 5_000, 25_000, 120_000, 600_000, 1_800_000, 1_800_000];
const NOT_CONFIGURED = 'found its channel no more in the environment';

/** Sends what happens to alerts to every channel of the configuration: one loop each, so that none holds up another. */
export class AlertDeliveries implements AlertOutlet {
  readonly #options: AlertDeliveriesOptions;
  readonly #channels: ReadonlyMap<ReceiverKind, Channel>;
  readonly #loops: readonly DeliveryLoop<AlertEventRow>[];

  private constructor(options: AlertDeliveriesOptions, channels: readonly Channel[], timeoutMs: number) {
    const { db, log, clock, config, pollMs = 1_000 } = options;
    this.#options = options;
    this.#channels = new Map(channels.map((channel) => [channel.kind, channel]));
    const pace = (receiver: string, now: number) => takeTurn(db, receiver, config?.perMinute ?? 1, now);
    const common = { db, log, clock, table: DELIVERIES, pollMs, timeoutMs, pausesMs: PAUSES_MS, pace };
    const words = { what: 'notice', listedBy: 'Alert.deliveries' };
    this.#loops = channels.map(
      (channel) =>
        new DeliveryLoop({
          ...common,
          ...words,
          receiver: channel.kind,
          shown: { channel: channel.kind, target: channel.target },
          send: ({ webhook_id: id, event }) => channel.send(composeNotice(event, id, config?.publicUrl)),
        }),
    );
  }

  /** Gives up what is pending for channels that are configured no more, and starts to send. */
  static async open(options: AlertDeliveriesOptions): Promise<AlertDeliveries> {
    const { config, clock, db, timeoutMs = 10_000 } = options;
    const deps = { allowPrivate: config?.allowPrivate === true, clock, timeoutMs };
    const channels = config ? createChannels(config, deps) : [];
    const kinds = channels.map(({ kind }) => kind);
    await DELIVERIES.abandon(db, kinds, NOT_CONFIGURED, clock());
    return new AlertDeliveries(options, channels, timeoutMs);
  }

  async note(trx: Kysely<never>, sequence: number, receivers: readonly ReceiverKind[]): Promise<void> {
    const configured = receivers.filter((receiver) => this.#channels.has(receiver));
    if (configured.length > 0) await insertDeliveries(trx, sequence, configured, this.#options.clock());
  }

  async takeRetraining(trx: Kysely<never>, model: string): Promise<boolean> {
    const { clock, config } = this.#options;
    return config?.retraining !== undefined && takeRetraining(trx, model, config.retraining.coolDownMs, clock());
  }

  wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  /**
   * Sends a test at once, past the queue.
   *
   * @param by who asks for it
   * @throws {DomainError} ALERT_CHANNEL_NOT_CONFIGURED; RATE_LIMITED when the channel has had its share of this minute
   */
  async test(kind: ChannelKind, by: string): Promise<WebhookAnswer> {
    const { db, log, clock, config } = this.#options;
    const channel = this.#channels.get(kind);
    if (!channel || !config)
      throw new DomainError('ALERT_CHANNEL_NOT_CONFIGURED', `channel: found no receiver of ${kind} in the environment`);
    const waitMs = await takeTurn(db, kind, config.perMinute, clock());
    if (waitMs > 0) throw new DomainError('RATE_LIMITED', `channel: ${kind} takes the next notice in ${waitMs} ms`);
    const answer = await channel.send(testNotice(randomUUID(), by, clock(), config.publicUrl));
    log.info({ channel: kind, target: channel.target, by, ...answer }, 'alert channel tested');
    return answer;
  }

  /** Ends after what is being sent. What is pending is sent by other processes, or after the next start. */
  async close(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.close()));
    await Promise.all([...this.#channels.values()].map((channel) => channel.close()));
  }
}
