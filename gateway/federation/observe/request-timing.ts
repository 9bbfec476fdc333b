import type { SubgraphContext } from '../../../platform/identity/identity.ts';

/** Receives the durations of one request's phases. */
export interface RequestTiming {
  /** From the call of `execute` until the plan is ready. */
  planned(durationMs: number): void;
  fetched(subgraph: string, durationMs: number): void;
}

/** Context of a request with phase timing. Subgraphs ignore it. */
export interface TimedContext extends SubgraphContext {
  readonly timing?: RequestTiming | undefined;
}

/** Receiver of a request's phase timings; undefined for nearly every request. */
export function timingOf(context: TimedContext): RequestTiming | undefined {
  return context.timing;
}
