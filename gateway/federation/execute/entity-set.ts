import type { DocumentNode } from 'graphql';
import type { EntityBatchAlias } from '../plan/query-plan.ts';
import type { PublicError } from '../values/public-error.ts';
import { isObject, type ResponseObject, type ResponsePath } from '../values/response-object.ts';
import type { ExecutionState } from './execution-state.ts';
import type { FlattenPath } from './flatten-path.ts';
import { compileMerge, copyOf, type MergeKeys } from './merge.ts';
import { NO_POSITION, RepresentationBatch, RepresentationMaker } from './representation.ts';
import { responseKeys } from './response-keys.ts';
import { Rewriter } from './rewrite.ts';
import type { PlanContext } from './subgraph-fetch.ts';

/** The objects of one execution that a set of entities is fetched for. */
export interface EntityTargets {
  readonly objects: readonly ResponseObject[];
  /** per object the position of its entity, −1 when it has no representation */
  readonly slots: readonly number[];
  /** representations to send; equal ones once */
  readonly representations: readonly ResponseObject[];
  /** number of objects at the first path; these may share an entity's values, others get copies */
  readonly sharing: number;
}

/** Entities of one alias of `_entities`: the objects they are fetched for, their representations, and the merge. */
export class EntitySet {
  readonly alias: string;
  /** name of the variable that carries the representations */
  readonly variable: string;
  readonly #paths: readonly FlattenPath[];
  readonly #maker: RepresentationMaker;
  readonly #rewriter: Rewriter | undefined;
  readonly #keys: ReadonlySet<string>;
  readonly #merge: MergeKeys;

  constructor(
    node: Omit<EntityBatchAlias, 'paths'>,
    paths: readonly FlattenPath[],
    subgraph: string,
    document: DocumentNode,
    { supergraph }: PlanContext,
  ) {
    this.alias = node.alias;
    this.variable = node.representationsVariableName;
    this.#paths = paths;
    this.#maker = new RepresentationMaker(node.requires, node.inputRewrites ?? [], subgraph, supergraph);
    this.#rewriter = node.outputRewrites?.length ? new Rewriter(node.outputRewrites, supergraph) : undefined;
    this.#keys = new Set(this.renamed([...responseKeys(document, node.alias)]) as string[]);
    this.#merge = compileMerge(this.#keys, (type) => supergraph.isAbstract(type));
  }

  collect(state: ExecutionState): EntityTargets {
    const objects: ResponseObject[] = [];
    let sharing = 0;
    this.#paths.forEach((path, index) => {
      path.collect(state.data, objects);
      if (index === 0) sharing = objects.length;
    });
    const batch = new RepresentationBatch();
    const slots = objects.map((object) => this.#maker.recognise(object, state.variables, batch));
    return { objects, slots, representations: batch.representations, sharing };
  }

  /** Merges each entity into the objects that it was fetched for. */
  spread(entities: readonly unknown[], { objects, slots, sharing }: EntityTargets): void {
    for (let index = 0; index < objects.length; index++) {
      const entity = entities[slots[index] as number];
      if (!isObject(entity)) continue;
      const object = objects[index] as ResponseObject;
      this.#rewriter?.apply(entity, object.__typename as string | undefined);
      // later fetches go by path, so objects of one path may share values, others may not
      if (object !== entity) this.#merge(object, index < sharing ? entity : copyOf(entity));
    }
  }

  /** Records a failure for objects that did not get their entity. */
  fail(
    state: ExecutionState,
    error: PublicError,
    { objects, slots }: EntityTargets,
    isLost: (slot: number) => boolean,
  ): void {
    const lost = objects.filter((_, index) => slots[index] !== NO_POSITION && isLost(slots[index] as number));
    if (lost.length === 0) return;
    const first = objects.indexOf(lost[0] as ResponseObject);
    state.addFailure({ error, keys: this.#keys, path: this.locate(state)[first] ?? [], reported: false }, lost);
  }

  /** Paths of the objects, in the order of {@link collect}. */
  locate(state: ExecutionState): ResponsePath[] {
    return this.#paths.flatMap((path) => path.locate(state.data));
  }

  /** A path below an entity with the client's names. */
  renamed(path: ResponsePath): ResponsePath {
    const renamed = this.#rewriter?.renamed;
    return renamed ? path.map((segment) => renamed.get(segment as string) ?? segment) : path;
  }
}
