import { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Logger } from '../../../platform/logger.ts';
import { type GraphObserver, NO_OBSERVER } from '../observe/observer.ts';
import { canonicalJson } from './canonical-json.ts';
import { LiveOperation } from './live-operation.ts';
import { SharedSubscription, type SharingOptions } from './shared-subscription.ts';
import type { SubscriptionOutlet } from './subscriber.ts';

/** A prepared subscription of one graph. */
export interface SubscribableOperation {
  /** text of the client's document */
  readonly source: string;
  /** as the client gave it */
  readonly operationName: string | undefined;
  /** the operation as the text of a document of its own */
  readonly text: string;
  /** the supergraph on which it was prepared */
  readonly supergraphSdl: string;
  /** @returns errors when the subscription is refused */
  subscribe(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<LiveOperation | readonly GraphQLError[]>;
}

/** A graph whose subscriptions a hub serves. */
export interface SubscribableGraph {
  readonly supergraphSdl: string;
  prepare(source: string, operationName?: string | undefined): Promise<SubscribableOperation>;
}

/** What a hub is made of. */
export interface SubscriptionHubOptions {
  readonly graph: SubscribableGraph;
  readonly log: Logger;
  readonly observer?: GraphObserver;
  /** events kept for a client that does not take them, at least 32. Default 256 */
  readonly queueLimit?: number;
  /** shortest wait before a lost stream is opened again, milliseconds. Default 500 */
  readonly reconnectMs?: number;
  /** random number in [0, 1). Default `Math.random` */
  readonly random?: () => number;
}

/** A client's hold on its subscription. */
export interface Subscription {
  /** The outlet is ready again. */
  resume(): void;
  /** The client leaves; nothing is delivered any more. */
  close(): void;
}

/** One shared subscription, and what it takes to make it again on another graph. */
interface Shared {
  /** text of the document */
  readonly source: string;
  readonly operationName: string | undefined;
  /** as the first client sent them */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly subscription: SharedSubscription;
}

/**
 * All subscriptions of a gateway. It outlives the graphs they run on.
 *
 * Subscriptions are equal when their operation, their variables and what subgraphs learn about the requester are equal;
 * equal ones share the owner's stream and what is made of its events, unless the stream has left the cursor that the
 * newcomer wants to begin at. A client that does not take events does not slow the others: of resumable subscriptions its events wait in a bounded queue, and when that is full its subscription ends
 * with SUBSCRIBER_TOO_SLOW and the cursor of the last event it was handed; of every other only the newest event waits.
 */
export class SubscriptionHub {
  readonly #options: SharingOptions;
  readonly #shared = new Set<Shared>();
  /** by what makes subscriptions equal: the newest of these */
  readonly #newest = new Map<string, Shared>();
  #graph: SubscribableGraph;
  #isClosed = false;

  constructor({
    graph,
    log,
    observer = NO_OBSERVER,
    queueLimit = 256,
    reconnectMs = 500,
    random = Math.random,
  }: SubscriptionHubOptions) {
    this.#graph = graph;
    this.#options = { log, observer, queueLimit, reconnectMs, random };
  }

  /**
   * Subscribes a client.
   *
   * @param prepared  a subscription
   * @param variables as the client sent them
   * @param context   who asks; of equal subscriptions the first one's request id goes to the subgraphs
   * @returns errors when the subscription is refused
   */
  async subscribe(
    prepared: SubscribableOperation,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    outlet: SubscriptionOutlet,
  ): Promise<Subscription | readonly GraphQLError[]> {
    const operation = await prepared.subscribe(variables, context);
    if (!(operation instanceof LiveOperation)) return operation;
    if (this.#isClosed) return [shuttingDown()];
    const key = keyOf(prepared, operation);
    const known = this.#newest.get(key)?.subscription;
    if (known?.isJoinable) return known.join(outlet);
    const subscription = new SharedSubscription(operation, this.#options, () => this.#forget(key, shared));
    const { source, operationName } = prepared;
    const shared: Shared = { source, operationName, variables, subscription };
    this.#shared.add(shared);
    this.#newest.set(key, shared);
    const subscriber = subscription.join(outlet);
    // the graph was swapped while the operation was prepared
    if (prepared.supergraphSdl !== this.#graph.supergraphSdl) await this.#rebase(shared, this.#graph);
    return subscriber;
  }

  /**
   * Goes on with every subscription on another graph: where the owner's stream is the same it stays open, where it is
   * another a new one is opened, resumable ones where the old one stood. Subscriptions that the new graph does not
   * answer end with SUPERGRAPH_CHANGED. Streams stay open over the same `Source` objects only.
   */
  async rebase(graph: SubscribableGraph): Promise<void> {
    this.#graph = graph;
    await Promise.all([...this.#shared].map((shared) => this.#rebase(shared, graph)));
  }

  /** Ends all subscriptions with SHUTTING_DOWN, and refuses new ones. */
  close(): void {
    this.#isClosed = true;
    for (const { subscription } of this.#shared)
      subscription.endAll((subscriber) => subscriber.fail('the server is stopping', 'SHUTTING_DOWN'));
  }

  #forget(key: string, shared: Shared): void {
    this.#shared.delete(shared);
    if (this.#newest.get(key) === shared) this.#newest.delete(key);
  }

  async #rebase({ source, operationName, variables, subscription }: Shared, graph: SubscribableGraph): Promise<void> {
    const { context, field } = subscription.operation;
    try {
      const operation = await (await graph.prepare(source, operationName)).subscribe(variables, context);
      if (!(operation instanceof LiveOperation)) throw operation[0];
      if (graph === this.#graph) await subscription.rebase(operation);
    } catch (error) {
      this.#options.log.info({ field, err: error }, 'subscription ended by a new supergraph');
      const message = 'the graph has changed, and does not answer this subscription any more';
      subscription.endAll((subscriber) => subscriber.fail(message, 'SUPERGRAPH_CHANGED'));
    }
  }
}

function keyOf(prepared: SubscribableOperation, { variables, context }: LiveOperation): string {
  const { subject, scopes } = context.identity;
  return JSON.stringify([prepared.text, subject, [...scopes].sort(), canonicalJson(variables)]);
}

function shuttingDown(): GraphQLError {
  return new GraphQLError('the server is stopping', { extensions: { code: 'SHUTTING_DOWN' } });
}
