import { codeForLabels } from './error-code.ts';
import { type GraphObserver, NO_OBSERVER } from './observer.ts';
import { timingOf } from './request-timing.ts';
import type { SubgraphCall, SubgraphResult } from './source.ts';

/** The same call, with the observer told how long each took and how it ended. Free when nobody listens. */
export function watchedCall(call: SubgraphCall, subgraph: string, observer: GraphObserver): SubgraphCall {
  if (observer === NO_OBSERVER) return call;
  return (variables, context, signal) => {
    const startedAt = performance.now();
    const tell = (code: string | undefined): void => {
      const durationMs = performance.now() - startedAt;
      observer.fetched(subgraph, durationMs, code);
      timingOf(context)?.fetched(subgraph, durationMs);
    };
    const absorb = (result: SubgraphResult): SubgraphResult => {
      tell(result.errors?.length ? codeForLabels(result.errors[0]) : undefined);
      return result;
    };
    const fail = (error: unknown): never => {
      tell(codeForLabels(error));
      throw error;
    };
    try {
      const result = call(variables, context, signal);
      return result instanceof Promise ? result.then(absorb, fail) : absorb(result);
    } catch (error) {
      return fail(error);
    }
  };
}
