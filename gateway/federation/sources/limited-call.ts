import { deadlineOf } from './request-deadline.ts';
import type { SubgraphCall } from './source.ts';

/** The same call, not begun after the request's deadline and not waited for beyond it. */
export function limitedCall(call: SubgraphCall, subgraph: string): SubgraphCall {
  return (variables, context, signal) => {
    const deadline = deadlineOf(context);
    if (!deadline) return call(variables, context, signal);
    deadline.check(subgraph);
    const result = call(variables, context, signal);
    return result instanceof Promise ? deadline.limit(result, subgraph) : result;
  };
}
