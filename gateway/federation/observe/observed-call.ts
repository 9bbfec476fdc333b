import type { SubgraphCall, SubgraphResult } from '../sources/source.ts';
import { codeForLabels } from '../values/error-code.ts';
import { type GraphObserver, NO_OBSERVER } from './observer.ts';
import { type TimedContext, timingOf } from './request-timing.ts';

/** The same call, reporting each duration and outcome to an observer; without an observer, the call itself. */
export function observedCall(call: SubgraphCall, subgraph: string, observer: GraphObserver): SubgraphCall {
  if (observer === NO_OBSERVER) return call;
  const watch = new Watch(subgraph, observer);
  return (variables, context, signal) => {
    const startedAt = performance.now();
    try {
      const result = call(variables, context, signal);
      if (result instanceof Promise) return watch.settle(result, startedAt, context);
      watch.answered(result, startedAt, context);
      return result;
    } catch (error) {
      watch.failed(error, startedAt, context);
      throw error;
    }
  };
}

class Watch {
  readonly #subgraph: string;
  readonly #observer: GraphObserver;

  constructor(subgraph: string, observer: GraphObserver) {
    this.#subgraph = subgraph;
    this.#observer = observer;
  }

  async settle(pending: Promise<SubgraphResult>, startedAt: number, context: TimedContext): Promise<SubgraphResult> {
    try {
      const result = await pending;
      this.answered(result, startedAt, context);
      return result;
    } catch (error) {
      this.failed(error, startedAt, context);
      throw error;
    }
  }

  answered({ errors }: SubgraphResult, startedAt: number, context: TimedContext): void {
    this.#tell(errors?.length ? codeForLabels(errors[0]) : undefined, startedAt, context);
  }

  failed(error: unknown, startedAt: number, context: TimedContext): void {
    this.#tell(codeForLabels(error), startedAt, context);
  }

  #tell(code: string | undefined, startedAt: number, context: TimedContext): void {
    const durationMs = performance.now() - startedAt;
    this.#observer.fetched(this.#subgraph, durationMs, code);
    timingOf(context)?.fetched(this.#subgraph, durationMs);
  }
}
