import type { ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { SubscriptionOutlet } from '../graph/subscriptions/subscriber.ts';
import type { SubscriptionEvent } from '../graph/subscriptions/subscription-event.ts';
import type { Subscription } from '../graph/subscriptions/subscription-hub.ts';
import type { Beating } from './heartbeat.ts';

/**
 * The answer to one operation as server-sent events: `next` with a result, as often as there is one, then `complete`.
 *
 * Written for this gateway by the protocol of graphql-sse (distinct connections mode): the handler of that package keeps
 * what a client does not read without a bound, and writes each client's JSON anew.
 */
export class EventStream implements SubscriptionOutlet, Beating {
  readonly #response: ServerResponse;
  #subscription: Subscription | undefined;
  #hasWaited = false;

  /** @param headers of the answer, beside those of an event stream */
  constructor(response: ServerResponse, headers: NodeJS.Dict<number | string | string[]>) {
    this.#response = response;
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // proxies that gather answers would hold events back
      'x-accel-buffering': 'no',
    });
    response.on('drain', () => this.#drained());
    // some browsers show the answer only once something has come
    response.write(':\n\n');
  }

  get isReady(): boolean {
    return !this.#response.writableNeedDrain;
  }

  /** From now on the subscription hears when the client takes events again, and when it leaves. */
  open(subscription: Subscription): void {
    this.#subscription = subscription;
    if (this.#response.destroyed) subscription.close();
    else this.#response.once('close', () => subscription.close());
  }

  deliver({ text }: SubscriptionEvent): void {
    this.#response.write(`event: next\ndata: ${text}\n\n`);
  }

  /** Sends one result, and nothing after it. */
  answer(result: ExecutionResult): void {
    if (this.#response.writableEnded) return;
    this.#response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
    this.complete();
  }

  fail(errors: readonly GraphQLError[]): void {
    this.answer({ errors });
  }

  complete(): void {
    if (!this.#response.writableEnded) this.#response.end('event: complete\ndata: \n\n');
  }

  /** A comment keeps proxies from closing the connection; a client that has read nothing since the last one is cut. */
  beat(): void {
    if (this.isReady) this.#response.write(':\n\n');
    else if (this.#hasWaited) this.#response.destroy();
    else this.#hasWaited = true;
  }

  #drained(): void {
    this.#hasWaited = false;
    this.#subscription?.resume();
  }
}
