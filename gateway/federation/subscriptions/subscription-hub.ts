import { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Logger } from '../../../platform/logger.ts';
import { type GraphObserver, NO_OBSERVER } from '../observe/observer.ts';
import { isObject } from '../values/response-object.ts';
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

/** Dependencies and settings of a hub. */
export interface SubscriptionHubOptions {
  readonly graph: SubscribableGraph;
  readonly log: Logger;
  readonly observer?: GraphObserver;
  /** events queued for a slow client, at least 32. Default 256 */
  readonly queueLimit?: number;
  /** shortest pause before a lost stream is reopened, milliseconds. Default 500 */
  readonly reconnectMs?: number;
  /** random number in [0, 1). Default `Math.random` */
  readonly random?: () => number;
}

/** Handle of a client's subscription. */
export interface Subscription {
  /** Continues delivery: the outlet is ready again. */
  resume(): void;
  /** Ends delivery because the client left. */
  close(): void;
}

/** A shared subscription, with its request, so that it can be prepared on another graph. */
interface Shared {
  /** text of the document */
  readonly source: string;
  readonly operationName: string | undefined;
  /** as the first client sent them */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly subscription: SharedSubscription;
}

/**
 * All subscriptions of a gateway, across changes of the graph.
 *
 * Subscriptions are equal when their operations, variables and requesters' identities are equal. Equal ones share the
 * owner's stream and its completed events, unless the stream has passed the cursor that a new client asks to start at. A
 * slow client does not delay the others: the events of a resumable subscription wait in a bounded queue, and when it is
 * full the subscription ends with SUBSCRIBER_TOO_SLOW and the cursor of the last delivered event; of any other
 * subscription, only the newest event waits.
 */
export class SubscriptionHub {
  readonly #options: SharingOptions;
  readonly #shared = new Set<Shared>();
  /** the newest of equal subscriptions, by what makes them equal */
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
   * @param context   of the client; subgraphs get the request id of the first of equal subscriptions
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
   * Continues every subscription on another graph: an equal stream of the owner stays open, any other is reopened, a
   * resumable one at its last event. Subscriptions that the new graph lacks end with SUPERGRAPH_CHANGED. Streams stay
   * open over the same `Source` objects only.
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
      this.#options.log.info({ field, err: error }, 'subscription ended by supergraph change');
      const message = 'the graph has changed and no longer has this subscription';
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

/** JSON with sorted keys, so that equal values have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isObject(part) ? sorted(part) : part));
}

function sorted(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
