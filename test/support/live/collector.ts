import { EventEmitter, once } from 'node:events';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { SubscriptionOutlet } from '../../../gateway/federation/subscriptions/subscriber.ts';
import type { SubscriptionEvent } from '../../../gateway/federation/subscriptions/subscription-event.ts';

/** A client that keeps what it is handed. */
export class Collector implements SubscriptionOutlet {
  readonly events: SubscriptionEvent[] = [];
  /** `open`, `complete`, or the errors */
  end: 'open' | 'complete' | readonly GraphQLError[] = 'open';
  isReady = true;
  readonly #changes = new EventEmitter();

  deliver(event: SubscriptionEvent): void {
    this.events.push(event);
    this.#changes.emit('change');
  }

  fail(errors: readonly GraphQLError[]): void {
    this.end = errors;
    this.#changes.emit('change');
  }

  complete(): void {
    this.end = 'complete';
    this.#changes.emit('change');
  }

  /** Ends when there are so many events. */
  async has(count: number): Promise<readonly ExecutionResult[]> {
    while (this.events.length < count) await once(this.#changes, 'change');
    return this.results;
  }

  /** Ends when the subscription has ended. */
  async ended(): Promise<void> {
    while (this.end === 'open') await once(this.#changes, 'change');
  }

  /** ids of the rows of `happened` */
  get ids(): readonly unknown[] {
    return this.results.map(({ data }) => (data as { happened: { row: { id: string } } }).happened.row.id);
  }

  get results(): readonly ExecutionResult[] {
    return this.events.map(({ text }) => JSON.parse(text) as ExecutionResult);
  }

  /** of the error that ended the subscription */
  get extensions(): Readonly<Record<string, unknown>> | undefined {
    return typeof this.end === 'string' ? undefined : this.end[0]?.extensions;
  }

  get codes(): readonly unknown[] {
    return typeof this.end === 'string' ? [] : this.end.map(({ extensions }) => extensions.code);
  }
}
