import { isIP } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { connectionFault } from './connection-fault.ts';
import type { WebhookAnswer } from './delivery-rule.ts';
import { isPublicAddress } from './public-address.ts';
import { AddressRefused, publicLookup, type ResolveAll } from './public-lookup.ts';

/** Settings of a {@link JsonPoster}. */
export interface JsonPosterOptions {
  /** whether it may go to addresses that are not public */
  readonly allowPrivate: boolean;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** for one request, from the name's resolution to the answer's headers; 5 s when absent */
  readonly timeoutMs?: number | undefined;
  /** resolves names; the system's resolver when absent */
  readonly resolve?: ResolveAll | undefined;
}

/** A JSON request to an outside service. */
export interface JsonPost {
  /** http or https; a user name and password in it are sent as basic authentication */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON */
  readonly body: string;
}

/**
 * Posts JSON to URLs of other parties. Follows no redirect, reads no answer but its status, and connects to public
 * addresses only by default.
 */
export class JsonPoster {
  readonly #options: JsonPosterOptions;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor(options: JsonPosterOptions) {
    const { allowPrivate, timeoutMs = 5_000, resolve } = options;
    this.#options = options;
    this.#timeoutMs = timeoutMs;
    this.#agent = new Agent({
      connect: { timeout: timeoutMs, ...(!allowPrivate && { lookup: publicLookup(resolve) }) },
    });
  }

  /** Posts once. Never throws for what the receiver does. */
  async post(message: JsonPost): Promise<WebhookAnswer> {
    try {
      const url = new URL(message.url);
      this.#checkLiteral(url);
      return this.#read(await this.#request(url, message));
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
    if (!this.#options.allowPrivate) refusePrivateLiteral(hostname);
  }

  #request(url: URL, { headers, body }: JsonPost): Promise<Dispatcher.ResponseData> {
    return request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'lead-scoring-gateway',
        ...(url.username !== '' && { authorization: basicAuthorization(url) }),
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(this.#timeoutMs),
      dispatcher: this.#agent,
    });
  }

  #read({ statusCode: status, headers, body }: Dispatcher.ResponseData): WebhookAnswer {
    // nothing of it is read, so its truncation does not matter
    body.on('error', () => undefined).destroy();
    if (status >= 200 && status < 300) return { status };
    const retryAfterMs = readRetryAfter(headers['retry-after'], this.#options.clock());
    return { status, retryAfterMs, error: `found HTTP status ${status}, expected 2xx` };
  }

  #reason(error: NodeJS.ErrnoException): string {
    if (error instanceof AddressRefused) return error.message;
    if (error.name === 'TimeoutError' || error.code === 'UND_ERR_CONNECT_TIMEOUT')
      return `found no answer within ${this.#timeoutMs} ms`;
    return connectionFault(error);
  }
}

/**
 * Refuses a host that is written as an address that is not public: a socket asks no lookup for it.
 *
 * @throws {AddressRefused}
 */
export function refusePrivateLiteral(hostname: string): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw new AddressRefused(hostname, address);
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
