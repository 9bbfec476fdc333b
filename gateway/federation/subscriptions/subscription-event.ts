/** One event, the same for every client of a shared subscription. */
export interface SubscriptionEvent {
  /** the result as JSON, written once for all clients */
  readonly text: string;
  /** cursor after this event; undefined when the subscription is not resumable */
  readonly cursor: unknown;
}
