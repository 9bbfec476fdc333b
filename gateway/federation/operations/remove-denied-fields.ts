import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Denial } from './authorization.ts';
import { asDocument, type ClientOperation, findOperation } from './client-operation.ts';
import { normalForm } from './normal-form.ts';
import type { FieldDenial } from './operation-access.ts';
import type { ResponseKeyAliases } from './response-key-aliases.ts';

/** The part of an operation that is left for the planner. */
export interface FilteredOperation {
  /** in its normal form; undefined when there is nothing to fetch */
  readonly operation: OperationDefinitionNode | undefined;
  /** denials of the fields removed from the client's document */
  readonly denials: ReadonlyMap<FieldNode, Denial>;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Removes the fields that must not be fetched: those denied to the requester, and the outermost `__schema`, `__type`
 * and `__typename`, which the gateway answers itself.
 *
 * An object without remaining fields keeps its `__typename`, which distinguishes it from null. A field of an interface
 * that is denied on some types is selected on the others.
 */
export function removeDeniedFields(
  supergraph: Supergraph,
  operation: ClientOperation,
  aliases: ResponseKeyAliases,
  denialOf: FieldDenial,
): FilteredOperation {
  const denials = new Map<FieldNode, Denial>();
  const document = editFields(supergraph.apiSchema, operation, (node, parentType, info) => {
    if (parentType.isRoot && node.name.value.startsWith('__')) return null;
    const field = info.getFieldDef();
    const denial = field && denialOf(parentType.name, field);
    if (denial) denials.set(node, denial);
    if (denial) return null;
    return narrowed(node, supergraph.apiSchema, info.getParentType(), denialOf) ?? withKey(node, aliases.of(node));
  });
  const filtered = hasFields(document) ? findOperation(document, undefined) : undefined;
  return { operation: filtered && normalForm(supergraph.apiSchema, filtered), denials };
}

/** The introspection of an operation; undefined when it has none. */
export function introspectionOf(schema: GraphQLSchema, operation: ClientOperation): DocumentNode | undefined {
  let isFound = false;
  const document = editFields(schema, operation, (node, { isRoot }) => {
    if (!isRoot) return node;
    const isIntrospection = node.name.value === '__schema' || node.name.value === '__type';
    isFound ||= isIntrospection;
    return isIntrospection ? node : null;
  });
  return isFound ? document : undefined;
}

/** An alias only where it differs from the name: planners treat `{ id: id }` and `{ id }` as two fields. */
function withKey({ alias, ...node }: FieldNode, key: string): FieldNode {
  return key === node.name.value ? node : { ...node, alias: { kind: Kind.NAME, value: key } };
}

/**
 * A field of an interface on those types alone that allow it to the requester; undefined when all do. The runtime type
 * is selected beside it, as the response depends on it.
 */
function narrowed(
  node: FieldNode,
  schema: GraphQLSchema,
  parentType: GraphQLCompositeType | null | undefined,
  denialOf: FieldDenial,
): InlineFragmentNode | undefined {
  if (!isInterfaceType(parentType)) return undefined;
  const types = schema.getPossibleTypes(parentType);
  const shown = types.filter((type) => {
    const own = type.getFields()[node.name.value];
    return !own || !denialOf(type.name, own);
  });
  if (shown.length === types.length) return undefined;
  return inlineFragment(undefined, [TYPENAME, ...shown.map(({ name }) => inlineFragment(name, [node]))]);
}

function inlineFragment(type: string | undefined, selections: readonly SelectionNode[]): InlineFragmentNode {
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  const name = type === undefined ? undefined : ({ kind: Kind.NAME, value: type } as const);
  return {
    kind: Kind.INLINE_FRAGMENT,
    selectionSet,
    ...(name && { typeCondition: { kind: Kind.NAMED_TYPE, name } }),
  };
}

/** Replacement of a field, or null to remove it. */
type EditField = (
  node: FieldNode,
  parentType: { readonly name: string; readonly isRoot: boolean },
  info: TypeInfo,
) => SelectionNode | null;

function editFields(schema: GraphQLSchema, operation: ClientOperation, edit: EditField): DocumentNode {
  const info = new TypeInfo(schema);
  const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const roots = new Set(rootTypes.map((type) => type?.name));
  const kept: DocumentNode = visit(
    asDocument(operation),
    visitWithTypeInfo(info, {
      [Kind.FIELD]: (node: FieldNode) => {
        const name = info.getParentType()?.name ?? '';
        return edit(node, { name, isRoot: roots.has(name) }, info);
      },
      SelectionSet: {
        leave: (node) => (node.selections.length > 0 ? undefined : { ...node, selections: [TYPENAME] }),
      },
    }),
  );
  const used = findOperation(kept, undefined);
  return used ? asDocument(used) : kept;
}

/** Whether an operation selects more than the name of its root type. */
function hasFields(document: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const isFetched = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return selection !== TYPENAME;
    const inner: SelectionSetNode | undefined =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return inner?.selections.some(isFetched) ?? false;
  };
  return document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.selectionSet.selections.some(isFetched),
  );
}
