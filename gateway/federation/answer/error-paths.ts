import { GraphQLError } from 'graphql';
import type { ResponseObject } from '../values/response-object.ts';

/**
 * Errors with paths that the answer has: an error stands at a null, or at what a null took with it.
 *
 * A fetch may fail at a field that only a key or a requirement asked for, or that another subgraph answered as well.
 * Clients look for the error of a field by its path, so a path to something else would be taken for an error of that.
 *
 * @param data of the answer
 */
export function pruneErrorPaths(errors: readonly GraphQLError[], data: ResponseObject | null): GraphQLError[] {
  return errors.map((error) => (error.path && !leadsToNull(error.path, data) ? withoutPath(error) : error));
}

function leadsToNull(path: readonly (string | number)[], data: unknown): boolean {
  let value = data;
  for (const segment of path) {
    if (value === null) return true;
    if (typeof value !== 'object' || !Object.hasOwn(value as ResponseObject, segment)) return false;
    value = (value as ResponseObject)[segment];
  }
  return value === null;
}

function withoutPath({ message, extensions, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { extensions, ...(originalError && { originalError }) });
}
