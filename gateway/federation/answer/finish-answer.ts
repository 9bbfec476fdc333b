import type { ExecutionResult, GraphQLError } from 'graphql';
import type { ExecutionState } from '../execute/execution-state.ts';
import type { ResponseObject } from '../values/response-object.ts';
import { pruneErrorPaths } from './error-paths.ts';
import type { Projection } from './projection.ts';
import { ProjectionState } from './projection-state.ts';

/** Result of an execution, its data as JSON. */
export interface TextResult {
  readonly errors?: readonly GraphQLError[];
  /** undefined when nothing was executed */
  readonly data?: string | null;
}

/** Makes the response of an execution whose fetches have ended. */
export type FinishAnswer<Result> = (projection: Projection, state: ExecutionState) => Result;

/** The response as objects. */
export function objectAnswer(projection: Projection, state: ExecutionState): ExecutionResult {
  const data = projection.project(new ProjectionState(state));
  state.reportRemainingFailures();
  return state.errors.length > 0 ? { errors: pruneErrorPaths(state.errors, data), data } : { data };
}

/** The response with its data as JSON. */
export function textAnswer(projection: Projection, state: ExecutionState): TextResult {
  const data = projection.write(new ProjectionState(state));
  state.reportRemainingFailures();
  if (state.errors.length === 0) return { data };
  // paths are compared with the response itself; answers with errors are few
  const shown = data === null ? null : (JSON.parse(data) as ResponseObject);
  return { errors: pruneErrorPaths(state.errors, shown), data };
}

/** JSON of a whole response. */
export function responseText({
  errors,
  data,
}: {
  readonly errors?: readonly unknown[];
  readonly data?: string | null;
}): string {
  if (!errors) return `{"data":${data}}`;
  return `{"errors":${JSON.stringify(errors)}${data === undefined ? '' : `,"data":${data}`}}`;
}
