import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { Lifetime } from '../../platform/lifetime.ts';
import type { SubscriptionOutlet } from '../federation/subscriptions/subscriber.ts';
import type { SubscriptionEvent } from '../federation/subscriptions/subscription-event.ts';
import type { Subscription } from '../federation/subscriptions/subscription-hub.ts';
import type { HeartbeatTarget } from './heartbeat.ts';

/**
 * Response to one operation as server-sent events: one `next` per result, then `complete`.
 *
 * Implements the protocol of graphql-sse (distinct connections mode) itself: that package's handler buffers without a
 * limit for a slow client, and serialises each client's JSON anew.
 */
export class EventStream implements SubscriptionOutlet, HeartbeatTarget {
  readonly #response: ServerResponse;
  readonly #connection: Socket;
  /** from the first byte until the response is written or the client has left */
  readonly #answer = new Lifetime();
  /** until the server may release the response */
  readonly #lifetime = new Lifetime();
  #subscription: Subscription | undefined;
  #hasWaited = false;

  /**
   * @param connection of the response; may be closed already
   * @param headers    of the response, beside those of an event stream
   */
  constructor(response: ServerResponse, connection: Socket, headers: NodeJS.Dict<number | string | string[]>) {
    this.#response = response;
    this.#connection = connection;
    this.#lifetime.own(() => this.#answer.end());
    this.#followConnection();
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // buffering proxies would delay events
      'x-accel-buffering': 'no',
    });
    response.on('drain', () => this.#drained());
    // without a listener, the event would end the process
    response.on('error', () => connection.destroy());
    // some browsers expose the response only once data has arrived
    response.write(':\n\n');
  }

  get isReady(): boolean {
    return !this.#response.writableNeedDrain;
  }

  /** Whether nothing more is sent: the stream was completed, or the client has left. */
  get isEnded(): boolean {
    return this.#answer.isEnded;
  }

  /** Takes ownership of a resource: releases it when the connection has finished with this response. */
  own(release: () => void): void {
    this.#lifetime.own(release);
  }

  /** From now on the subscription is resumed when the client is ready again, and closed when it leaves or has left. */
  open(subscription: Subscription): void {
    this.#subscription = subscription;
    this.#answer.own(() => subscription.close());
    // the client may have become ready during the opening
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

  /**
   * A comment keeps proxies from closing the connection; a client that has read nothing since the last one is
   * disconnected.
   */
  beat(): void {
    if (this.isReady && !this.isEnded) this.#response.write(':\n\n');
    else if (this.#hasWaited) this.#connection.destroy();
    else this.#hasWaited = true;
  }

  /**
   * A response that is queued behind another on its connection does not notice when that closes: the connection does.
   */
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
