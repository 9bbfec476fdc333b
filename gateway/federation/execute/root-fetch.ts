import type { DocumentNode, GraphQLError } from 'graphql';
import type { FetchNode } from '../plan/query-plan.ts';
import type { SubgraphResult } from '../sources/source.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { isObject, type ResponseObject, type ResponsePath } from '../values/response-object.ts';
import type { ExecutionState } from './execution-state.ts';
import type { FlattenPath } from './flatten-path.ts';
import { copyOf, merge } from './merge.ts';
import { responseKeys } from './response-keys.ts';
import { Rewriter } from './rewrite.ts';
import { type AnswerHandler, type PlanContext, type Step, SubgraphFetch } from './subgraph-fetch.ts';

/**
 * Compiles a fetch of root fields. Its response is merged into the root of the client's response, or into the objects
 * at a path: a field may return the root type again.
 */
export function compileRootFetch(
  node: Omit<FetchNode, 'kind'>,
  path: FlattenPath | undefined,
  plan: PlanContext,
): Step {
  const fetch = new RootFetch(node, path, plan);
  return (state) => fetch.start(state);
}

/** Reading of a root fetch's response and of its errors. */
export interface RootStep extends RootReading {
  readonly fetch: Pick<SubgraphFetch, 'errorMask'>;
  /** to the objects that the response is merged into; undefined for the root of the client's response */
  readonly path: FlattenPath | undefined;
}

/** Keys and rewrites of responses with root fields. */
export interface RootReading {
  readonly keys: ReadonlySet<string>;
  readonly rewriter: Rewriter | undefined;
  readonly isAbstract: (type: string) => boolean;
}

/** @param document the operation that is sent */
export function rootReading(
  { outputRewrites }: Omit<FetchNode, 'kind'>,
  document: DocumentNode,
  supergraph: Supergraph,
): RootReading {
  const rewriter = outputRewrites?.length ? new Rewriter(outputRewrites, supergraph) : undefined;
  const keys = [...responseKeys(document)].map((key) => rewriter?.renamed.get(key) ?? key);
  return { keys: new Set(keys), rewriter, isAbstract: (type) => supergraph.isAbstract(type) };
}

class RootFetch implements RootStep {
  readonly fetch: SubgraphFetch;
  readonly path: FlattenPath | undefined;
  readonly keys: ReadonlySet<string>;
  readonly rewriter: Rewriter | undefined;
  readonly isAbstract: (type: string) => boolean;

  constructor(node: Omit<FetchNode, 'kind'>, path: FlattenPath | undefined, plan: PlanContext) {
    this.fetch = new SubgraphFetch(node, plan);
    this.path = path;
    const reading = rootReading(node, this.fetch.operation.document, plan.supergraph);
    this.keys = reading.keys;
    this.rewriter = reading.rewriter;
    this.isAbstract = reading.isAbstract;
  }

  start(state: ExecutionState): Promise<void> | undefined {
    const targets = this.path ? [] : [state.data];
    this.path?.collect(state.data, targets);
    return targets.length === 0 ? undefined : this.fetch.send(state, {}, new RootAnswer(this, state, targets));
  }
}

/** Merges the response to a fetch of root fields, and records its errors. */
export class RootAnswer implements AnswerHandler {
  readonly #step: RootStep;
  readonly #state: ExecutionState;
  readonly #targets: readonly ResponseObject[];

  constructor(step: RootStep, state: ExecutionState, targets: readonly ResponseObject[]) {
    this.#step = step;
    this.#state = state;
    this.#targets = targets;
  }

  absorb({ data, errors }: SubgraphResult): void {
    if (isObject(data)) {
      this.#step.rewriter?.apply(data, undefined);
      this.#targets.forEach((target, index) => {
        // objects that share one response must not share its values
        merge(target, index === 0 ? data : copyOf(data), this.#step.isAbstract);
      });
    }
    if (errors && errors.length > 0) this.#report(errors);
    else if (!isObject(data)) this.fail(new TypeError(`found data ${JSON.stringify(data)}, expected an object`));
  }

  fail(error: unknown): void {
    this.#report([error]);
  }

  #report(errors: readonly unknown[]): void {
    const mask = this.#step.fetch.errorMask(this.#state);
    const places = this.#step.path?.locate(this.#state.data) ?? [[]];
    for (const error of errors) {
      const found = mask.publish(error);
      const path = (error as Partial<GraphQLError>).path ?? [];
      if (path.length === 0) {
        const failure = { error: found, keys: this.#step.keys, path: places[0] ?? [], reported: false };
        this.#state.addFailure(failure, this.#targets);
      } else for (const place of places) this.#state.addFetchError(found, [...place, ...this.#renamed(path)]);
    }
  }

  #renamed(path: ResponsePath): ResponsePath {
    const renamed = this.#step.rewriter?.renamed;
    return renamed ? path.map((segment) => renamed.get(segment as string) ?? segment) : path;
  }
}
