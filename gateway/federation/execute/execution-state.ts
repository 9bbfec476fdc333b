import { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { ResponseKeyAliases } from '../operations/response-key-aliases.ts';
import type { PublicError } from '../values/public-error.ts';
import { EmptyObject, type ResponseObject, type ResponsePath } from '../values/response-object.ts';

/** A fetch that left objects of the answer without the fields it should have brought. */
export interface Failure {
  readonly error: PublicError;
  /** response keys that the fetch should have brought */
  readonly keys: ReadonlySet<string>;
  /** where the first of the objects stands */
  readonly path: ResponsePath;
  /** whether the answer names the failure at a field */
  reported: boolean;
}

/** The state of one request: what is known so far, and what went wrong. */
export class ExecutionState {
  readonly variables: ResponseObject;
  readonly context: SubgraphContext;
  readonly signal: AbortSignal | undefined;
  /** the fields that subgraphs answered, by response key, keys and requirements of other fetches among them */
  readonly data: ResponseObject = new EmptyObject();
  readonly errors: GraphQLError[] = [];
  readonly #aliases: ResponseKeyAliases;
  #failures: Map<ResponseObject, Failure[]> | undefined;

  constructor(
    variables: ResponseObject,
    context: SubgraphContext,
    signal: AbortSignal | undefined,
    aliases: ResponseKeyAliases,
  ) {
    this.variables = variables;
    this.context = context;
    this.signal = signal;
    this.#aliases = aliases;
  }

  /** @param path in the client's response keys */
  addError({ message, extensions }: PublicError, path: ResponsePath): void {
    this.errors.push(new GraphQLError(message, { extensions, ...(path.length > 0 && { path }) }));
  }

  /** @param path in the response keys of the subgraphs' answers */
  addFetchError(error: PublicError, path: ResponsePath): void {
    for (const place of this.#aliases.clientPaths(path)) this.addError(error, place);
  }

  addFailure(failure: Failure, targets: readonly ResponseObject[]): void {
    this.#failures ??= new Map();
    for (const target of targets) this.#failures.set(target, [...(this.#failures.get(target) ?? []), failure]);
  }

  /** Why a field of an object is absent, when a fetch failed: the fetch that should have brought it, else any. */
  failureOf(target: ResponseObject, key: string): Failure | undefined {
    const failures = this.#failures?.get(target);
    return failures?.find(({ keys }) => keys.has(key)) ?? failures?.[0];
  }

  /** Adds the failures that no field of the answer shows, such as the lost keys of a later fetch. */
  reportRemainingFailures(): void {
    if (!this.#failures) return;
    for (const failure of new Set([...this.#failures.values()].flat())) {
      if (!failure.reported) this.addFetchError(failure.error, failure.path);
    }
  }
}
