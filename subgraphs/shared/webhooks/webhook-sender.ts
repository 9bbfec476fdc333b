import { isIP } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import type { WebhookAnswer } from './delivery-rule.ts';
import { isPublicAddress } from './public-address.ts';
import { AddressRefused, publicLookup, type ResolveAll } from './public-lookup.ts';
import { signWebhook } from './webhook-signature.ts';

/** How webhooks are sent. */
export interface WebhookSenderOptions {
  /** what they are signed with: {@link webhookKey} */
  readonly key: Uint8Array;
  /** whether they may go to addresses that are not public */
  readonly allowPrivate: boolean;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** for one request, from the name's resolution to the answer's headers; 5 s when absent */
  readonly timeoutMs?: number;
  /** resolves names; the system's resolver when absent */
  readonly resolve?: ResolveAll;
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
 * `webhook-signature`. Follows no redirect, reads no answer but its status, and connects to public addresses only unless
 * told otherwise.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor(options: WebhookSenderOptions) {
    const { allowPrivate, timeoutMs = 5_000, resolve } = options;
    this.#options = options;
    this.#timeoutMs = timeoutMs;
    this.#agent = new Agent({
      connect: { timeout: timeoutMs, ...(!allowPrivate && { lookup: publicLookup(resolve) }) },
    });
  }

  /** Sends a message once, signed with the time of now. Never throws for what the receiver does. */
  async send(webhook: OutgoingWebhook): Promise<WebhookAnswer> {
    try {
      const url = new URL(webhook.url);
      this.#checkLiteral(url);
      return this.#read(await this.#post(url, webhook));
    } catch (error) {
      return { error: this.#reason(error as NodeJS.ErrnoException) };
    }
  }

  /** Ends after what is under way. */
  async close(): Promise<void> {
    await this.#agent.close();
  }

  /** A socket asks no lookup for an address that is written out. */
  #checkLiteral({ hostname }: URL): void {
    const address = hostname.replace(/^\[|\]$/g, '');
    if (!this.#options.allowPrivate && isIP(address) !== 0 && !isPublicAddress(address))
      throw new AddressRefused(hostname, address);
  }

  #post(url: URL, { id, body }: OutgoingWebhook): Promise<Dispatcher.ResponseData> {
    const { key, clock } = this.#options;
    const timestamp = Math.floor(clock() / 1_000);
    return request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'lead-scoring-gateway',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(key, { id, timestamp, body }),
        ...(url.username !== '' && { authorization: basicAuthorization(url) }),
      },
      body,
      signal: AbortSignal.timeout(this.#timeoutMs),
      dispatcher: this.#agent,
    });
  }

  #read({ statusCode: status, headers, body }: Dispatcher.ResponseData): WebhookAnswer {
    // nothing is read of it; that it was cut short is no news
    body.on('error', () => undefined).destroy();
    if (status >= 200 && status < 300) return { status };
    const retryAfterMs = readRetryAfter(headers['retry-after'], this.#options.clock());
    return { status, retryAfterMs, error: `found HTTP status ${status}, expected 2xx` };
  }

  #reason(error: NodeJS.ErrnoException): string {
    if (error instanceof AddressRefused) return error.message;
    if (error.name === 'TimeoutError' || error.code === 'UND_ERR_CONNECT_TIMEOUT')
      return `found no answer within ${this.#timeoutMs} ms`;
    return `found no answer (${error.code ?? error.name})`;
  }
}

function basicAuthorization({ username, password }: URL): string {
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** Seconds, or a date of HTTP. @returns ms from now; undefined when it says neither */
function readRetryAfter(text: string | string[] | undefined, nowMs: number): number | undefined {
  if (typeof text !== 'string') return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return ms > 0 ? ms : undefined;
}
