import type { SubgraphContext } from '../../../platform/identity/identity.ts';

/** Hears how long the parts of one request took. */
export interface RequestTiming {
  /** From the call of `execute` until the plan was there. */
  planned(durationMs: number): void;
  fetched(subgraph: string, durationMs: number): void;
}

/** A request's context whose requester wants to know how long its parts took. Subgraphs do not look at it. */
export interface TimedContext extends SubgraphContext {
  readonly timing?: RequestTiming | undefined;
}

/** Who wants to know how long the parts of a request took; undefined for nearly every request. */
export function timingOf(context: TimedContext): RequestTiming | undefined {
  return context.timing;
}
