/** Hears what happens inside the graph, for metrics and traces. Calls must be cheap and must not throw. */
export interface GraphObserver {
  /**
   * A subgraph answered, or did not.
   *
   * @param code of the first error, `undefined` when there was none
   */
  fetched(subgraph: string, durationMs: number, code: string | undefined): void;
  /** An operation was looked up: prepared before, or not. */
  prepared(isKnown: boolean): void;
  /** An operation was planned. */
  planned(durationMs: number): void;
  /** A client's subscription to a field was opened (+1) or ended (−1). */
  subscribed(field: string, change: 1 | -1): void;
  /** The stream behind subscriptions to a field was opened (+1) or closed (−1). */
  streamed(field: string, change: 1 | -1): void;
  /** An event of a field was dropped for one client, as a newer one replaced it. */
  dropped(field: string): void;
}

/** Hears nothing. */
export const NO_OBSERVER: GraphObserver = {
  fetched: () => undefined,
  prepared: () => undefined,
  planned: () => undefined,
  subscribed: () => undefined,
  streamed: () => undefined,
  dropped: () => undefined,
};
