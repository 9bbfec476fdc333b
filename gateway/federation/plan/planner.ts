import type { QueryPlan } from './query-plan.ts';

/** Query planner of one supergraph. */
export interface Planner {
  /**
   * Plans one operation, off the event loop if the planner can.
   *
   * @param operation text of a document with this one operation and its fragments, valid against the supergraph
   * @throws {Error} when no subgraph can resolve one of its fields
   */
  plan(operation: string): Promise<QueryPlan>;
  /** Releases the planner. Plans stay valid. */
  close(): void;
}
