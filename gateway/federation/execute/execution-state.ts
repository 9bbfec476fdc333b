import { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { ResponseKeyAliases } from '../operations/response-key-aliases.ts';
import { deadlineOf } from '../sources/request-deadline.ts';
import type { PublicError } from '../values/public-error.ts';
import { EmptyObject, type ResponseObject, type ResponsePath } from '../values/response-object.ts';

/** A failed fetch whose fields are missing in objects of the response. */
export interface Failure {
  readonly error: PublicError;
  /** response keys of the missing fields */
  readonly keys: ReadonlySet<string>;
  /** path of the first of the objects */
  readonly path: ResponsePath;
  /** whether an error at a field reports the failure */
  reported: boolean;
}

/** State of one execution: data and errors so far. */
export class ExecutionState {
  readonly variables: ResponseObject;
  readonly context: SubgraphContext;
  /** fields that subgraphs returned, by response key, including keys and requirements of other fetches */
  readonly data: ResponseObject = new EmptyObject();
  readonly errors: GraphQLError[] = [];
  readonly #aliases: ResponseKeyAliases;
  #failures: Map<ResponseObject, Failure[]> | undefined;

  constructor(variables: ResponseObject, context: SubgraphContext, aliases: ResponseKeyAliases) {
    this.variables = variables;
    this.context = context;
    this.#aliases = aliases;
  }

  /** aborts when the response is no longer needed; undefined when the request has no deadline */
  get signal(): AbortSignal | undefined {
    return deadlineOf(this.context)?.signal;
  }

  /** @param path in the client's response keys */
  addError({ message, extensions }: PublicError, path: ResponsePath): void {
    this.errors.push(new GraphQLError(message, { extensions, ...(path.length > 0 && { path }) }));
  }

  /** @param path in the response keys of the subgraphs' responses */
  addFetchError(error: PublicError, path: ResponsePath): void {
    for (const place of this.#aliases.clientPaths(path)) this.addError(error, place);
  }

  addFailure(failure: Failure, targets: readonly ResponseObject[]): void {
    this.#failures ??= new Map();
    for (const target of targets) this.#failures.set(target, [...(this.#failures.get(target) ?? []), failure]);
  }

  /** The failed fetch that would have returned a missing field of an object, else any failed fetch of the object. */
  failureOf(target: ResponseObject, key: string): Failure | undefined {
    const failures = this.#failures?.get(target);
    return failures?.find(({ keys }) => keys.has(key)) ?? failures?.[0];
  }

  /** Adds the failures that no field of the response reports, such as missing keys of a later fetch. */
  reportRemainingFailures(): void {
    if (!this.#failures) return;
    for (const failure of new Set([...this.#failures.values()].flat())) {
      if (!failure.reported) this.addFetchError(failure.error, failure.path);
    }
  }
}
