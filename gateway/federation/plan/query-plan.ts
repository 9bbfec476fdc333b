/**
 * A federation query plan as the planner documents it: requests to subgraphs, their order, and the targets of their
 * responses. The executor depends on this description and on no planner.
 */
export interface QueryPlan {
  readonly kind: 'QueryPlan';
  /** absent when there is nothing to fetch */
  readonly node?: PlanNode | null;
}

/** One step of a plan. */
export type PlanNode =
  | FetchNode
  | BatchFetchNode
  | SequenceNode
  | ParallelNode
  | FlattenNode
  | ConditionNode
  | SubscriptionNode
  | DeferNode;

/** Properties of every request to a subgraph. */
interface SubgraphRequest {
  readonly serviceName: string;
  /** names of the client's variables that the operation uses */
  readonly variableUsages?: readonly string[] | null;
  readonly operationKind?: 'query' | 'mutation' | 'subscription' | null;
  readonly operation: string;
}

/** One request to one subgraph; with `requires` it resolves entities, else root fields. */
export interface FetchNode extends SubgraphRequest, EntityRewrites {
  readonly kind: 'Fetch';
  readonly requires?: readonly RequiresSelection[] | null;
}

/** One request that resolves several sets of entities, each under its own alias of `_entities`. */
export interface BatchFetchNode extends SubgraphRequest {
  readonly kind: 'BatchFetch';
  readonly entityBatch: { readonly aliases: readonly EntityBatchAlias[] };
}

/** One set of entities of a batch: their paths in the response, and the fields that identify them. */
export interface EntityBatchAlias extends EntityRewrites {
  readonly alias: string;
  readonly representationsVariableName: string;
  readonly paths: readonly (readonly FlattenSegment[])[];
  readonly requires: readonly RequiresSelection[];
}

/** Changes to representations and to responses. */
export interface EntityRewrites {
  readonly inputRewrites?: readonly Rewrite[] | null;
  readonly outputRewrites?: readonly Rewrite[] | null;
}

/** Steps that run one after the other. */
export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

/** Steps that may run at the same time. */
export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

/** The objects of the response to which the inner step applies. */
export interface FlattenNode {
  readonly kind: 'Flatten';
  readonly path: readonly FlattenSegment[];
  readonly node: PlanNode;
}

/** A step that depends on a Boolean variable. */
export interface ConditionNode {
  readonly kind: 'Condition';
  /** name of the variable */
  readonly condition: string;
  readonly ifClause?: PlanNode | null;
  readonly elseClause?: PlanNode | null;
}

/** The stream of the field's owner; the rest of the sequence runs for each event. */
export interface SubscriptionNode {
  readonly kind: 'Subscription';
  readonly primary: Omit<FetchNode, 'kind'>;
}

/** Parts that may be delivered later. The executor refuses it: the API schema has no `@defer`. */
export interface DeferNode {
  readonly kind: 'Defer';
}

/** A step down the response: a field, the items of a list (of any depth), or only objects of some types. */
export type FlattenSegment = '@' | { readonly Field: string } | { readonly TypeCondition: readonly string[] };

/** Selection of a representation: `name` is the key in the response, `alias` the key in the representation. */
export type RequiresSelection =
  | {
      readonly kind: 'Field';
      readonly name: string;
      readonly alias?: string | null;
      readonly selections?: readonly RequiresSelection[] | null;
    }
  | {
      readonly kind: 'InlineFragment';
      readonly typeCondition: string;
      readonly selections: readonly RequiresSelection[];
      readonly skipIf?: string | null;
      readonly includeIf?: string | null;
    }
  | { readonly kind: 'FragmentSpread'; readonly value: string };

/** A change at a path: set a value, or give a key another name. */
export type Rewrite =
  | { readonly ValueSetter: ValueSetter }
  | { readonly KeyRenamer: { readonly path: readonly RewriteSegment[]; readonly renameKeyTo: string } }
  | ({ readonly kind: 'ValueSetter' } & ValueSetter);

interface ValueSetter {
  readonly path: readonly RewriteSegment[];
  readonly setValueTo: string;
}

/** A step of a rewrite's path; lists are passed through. */
export type RewriteSegment = { readonly Key: string } | { readonly TypenameEquals: readonly string[] };
