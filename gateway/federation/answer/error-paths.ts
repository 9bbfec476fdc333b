import { GraphQLError } from 'graphql';
import type { ResponseObject } from '../values/response-object.ts';

/**
 * Removes error paths that the response does not have: an error belongs at a null, or at what a null replaced.
 *
 * A fetch may fail at a field that only a key or a requirement selects, or that another subgraph returned as well.
 * Clients look up the error of a field by its path, so the path of another field would blame that one.
 *
 * @param data of the response
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
