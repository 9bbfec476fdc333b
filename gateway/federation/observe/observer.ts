/** Observer of the graph, for metrics. Calls must be cheap and must not throw. */
export interface GraphObserver {
  /**
   * A subgraph responded, or failed to.
   *
   * @param code of the first error; undefined without errors
   */
  fetched(subgraph: string, durationMs: number, code: string | undefined): void;
  /** An operation was looked up in the cache of prepared ones. */
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

/** Ignores every event. */
export const NO_OBSERVER: GraphObserver = {
  fetched: () => undefined,
  prepared: () => undefined,
  planned: () => undefined,
  subscribed: () => undefined,
  streamed: () => undefined,
  dropped: () => undefined,
};
