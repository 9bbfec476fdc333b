import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A secret for tests. */
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A webhook as it arrived. */
export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what was sent
  readonly json: any;
}

/** Answer: a status with headers, none on an open connection, or none on a cut one. */
export type ReceiverAnswer =
  | { readonly status: number; readonly headers?: Record<string, string> }
  | 'silence'
  | 'hang-up';

/** Receiver of webhooks on its own port: gives the prepared answers, then 200. */
export class WebhookReceiver {
  readonly #server: Server;
  readonly #answers: ReceiverAnswer[] = [];
  readonly #arrived: ReceivedWebhook[] = [];
  readonly #waiting: (() => void)[] = [];
  #connections = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        this.#take({ headers: request.headers, path: request.url ?? '', body, json: JSON.parse(body) });
        const answer = this.#answers.shift() ?? { status: 200 };
        if (answer === 'hang-up') request.socket.destroy();
        else if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end('thanks');
      });
    });
    this.#server.on('connection', () => {
      this.#connections += 1;
    });
  }

  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** how many connections were opened */
  get connections(): number {
    return this.#connections;
  }

  /** what came and was not taken by {@link next} */
  get unread(): ReceivedWebhook[] {
    return this.#arrived;
  }

  url(path = '/hook'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Answers the next webhooks so, in this order. */
  answer(...answers: ReceiverAnswer[]): void {
    this.#answers.push(...answers);
  }

  /** The next webhook; waits until it comes. */
  async next(): Promise<ReceivedWebhook> {
    while (this.#arrived.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#arrived.shift() as ReceivedWebhook;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(webhook: ReceivedWebhook): void {
    this.#arrived.push(webhook);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
