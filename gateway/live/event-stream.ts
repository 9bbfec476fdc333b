import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { Lifetime } from '../../platform/lifetime.ts';
import type { SubscriptionOutlet } from '../federation/subscriptions/subscriber.ts';
import type { SubscriptionEvent } from '../federation/subscriptions/subscription-event.ts';
import type { Subscription } from '../federation/subscriptions/subscription-hub.ts';
import type { Beating } from './heartbeat.ts';

/**
 * The answer to one operation as server-sent events: `next` with a result, as often as there is one, then `complete`.
 *
 * Written for this gateway by the protocol of graphql-sse (distinct connections mode): the handler of that package keeps
 * what a client does not read without a bound, and writes each client's JSON anew.
 */
export class EventStream implements SubscriptionOutlet, Beating {
  readonly #response: ServerResponse;
  readonly #connection: Socket;
  /** from the first byte until the answer is written or its client has left */
  readonly #answer = new Lifetime();
  /** until the server may forget the answer */
  readonly #lifetime = new Lifetime();
  #subscription: Subscription | undefined;
  #hasWaited = false;

  /**
   * @param connection of the response; may be closed already
   * @param headers    of the answer, beside those of an event stream
   */
  constructor(response: ServerResponse, connection: Socket, headers: NodeJS.Dict<number | string | string[]>) {
    this.#response = response;
    this.#connection = connection;
    this.#lifetime.own(() => this.#answer.end());
    this.#followConnection();
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // proxies that gather answers would hold events back
      'x-accel-buffering': 'no',
    });
    response.on('drain', () => this.#drained());
    // unheard, the event would end the process
    response.on('error', () => connection.destroy());
    // some browsers show the answer only once something has come
    response.write(':\n\n');
  }

  get isReady(): boolean {
    return !this.#response.writableNeedDrain;
  }

  /** Whether nothing more is sent: it was completed, or the client has left. */
  get isEnded(): boolean {
    return this.#answer.isEnded;
  }

  /** Takes over a resource: releases it when the connection has nothing to do with this answer any more. */
  own(release: () => void): void {
    this.#lifetime.own(release);
  }

  /** From now on the subscription hears when the client takes events again, and when it leaves or has left. */
  open(subscription: Subscription): void {
    this.#subscription = subscription;
    this.#answer.own(() => subscription.close());
    // the client may have taken everything while it was opened
    subscription.resume();
  }

  deliver({ text }: SubscriptionEvent): void {
    if (!this.isEnded) this.#response.write(`event: next\ndata: ${text}\n\n`);
  }

  /** Sends one result, and nothing after it. */
  answer(result: ExecutionResult): void {
    if (this.isEnded) return;
    this.#response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
    this.complete();
  }

  fail(errors: readonly GraphQLError[]): void {
    this.answer({ errors });
  }

  complete(): void {
    if (this.#answer.end()) this.#response.end('event: complete\ndata: \n\n');
  }

  /** A comment keeps proxies from closing the connection; a client that has read nothing since the last one is cut. */
  beat(): void {
    if (this.isReady && !this.isEnded) this.#response.write(':\n\n');
    else if (this.#hasWaited) this.#connection.destroy();
    else this.#hasWaited = true;
  }

  /** A response that waits behind another one of its connection does not hear when that closes: the connection does. */
  #followConnection(): void {
    const end = (): void => void this.#lifetime.end();
    this.#response.once('close', end);
    this.#connection.once('close', end);
    this.own(() => this.#connection.off('close', end));
    if (this.#connection.destroyed) end();
  }

  #drained(): void {
    this.#hasWaited = false;
    this.#subscription?.resume();
  }
}
