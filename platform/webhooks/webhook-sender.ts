import type { WebhookAnswer } from './delivery-rule.ts';
import { JsonPoster, type JsonPosterOptions } from './json-poster.ts';
import { signWebhook, type WebhookKeys } from './webhook-signature.ts';

/** Settings of a {@link WebhookSender}. */
export interface WebhookSenderOptions extends JsonPosterOptions {
  /** what they are signed with: `webhookKeys` */
  readonly key: WebhookKeys;
}

/** A message for one receiver. */
export interface OutgoingWebhook {
  /** http or https; a user name and password in it are sent as basic authentication */
  readonly url: string;
  /** the same whenever the message is sent again: receivers know it by that */
  readonly id: string;
  /** JSON */
  readonly body: string;
}

/**
 * Sends signed webhooks by the conventions of Standard Webhooks: headers `webhook-id`, `webhook-timestamp` and
 * `webhook-signature`. What holds for {@link JsonPoster} holds for them.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #poster: JsonPoster;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.#poster = new JsonPoster(options);
  }

  /** Sends a message once, signed with the time of now. Never throws for what the receiver does. */
  async send({ url, id, body }: OutgoingWebhook): Promise<WebhookAnswer> {
    const { key, clock } = this.#options;
    const timestamp = Math.floor(clock() / 1_000);
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook(key, { id, timestamp, body }),
    };
    return this.#poster.post({ url, headers, body });
  }

  /** Ends after what is under way. */
  async close(): Promise<void> {
    await this.#poster.close();
  }
}
