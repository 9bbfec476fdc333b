import type { QueryPlan } from './query-plan.ts';

/** Turns operations into plans over one supergraph. */
export interface Planner {
  /**
   * Plans one operation, off the event loop where the planner can.
   *
   * @param operation text of a document that holds this one operation and its fragments, valid against the supergraph
   * @throws {Error} when no subgraph can answer a field of it
   */
  plan(operation: string): Promise<QueryPlan>;
  /** Gives up what the planner holds. Plans made before stay valid. */
  close(): void;
}
