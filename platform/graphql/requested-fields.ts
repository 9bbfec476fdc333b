import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Part of a resolver's `info` that says which fields are requested below its own. */
export type FieldRequest = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Names of requested fields. */
export type RequestedFields = ReadonlySet<string>;

// by node, then by the paths below it: an operation that is executed again gives the same sets
const known = new WeakMap<FieldNode, Map<string, RequestedFields>>();

/**
 * Names of the fields that are requested below a field. Those under `@skip` and `@include` count as requested.
 *
 * @param paths to the object whose fields they are, such as `edges.node`; with several, the fields of all; none: the
 * field's own object
 */
export function requestedFields({ fieldNodes, fragments }: FieldRequest, ...paths: readonly string[]): RequestedFields {
  const [first, ...others] = fieldNodes;
  if (first && others.length === 0) return below(first, paths, fragments);
  return new Set(fieldNodes.flatMap((node) => [...below(node, paths, fragments)]));
}

function below(node: FieldNode, paths: readonly string[], fragments: FieldRequest['fragments']): RequestedFields {
  const ofNode = known.get(node) ?? new Map<string, RequestedFields>();
  known.set(node, ofNode);
  const key = paths.join(' ');
  const found = ofNode.get(key);
  if (found) return found;
  const parents = paths.length === 0 ? [node] : paths.flatMap((path) => descend(node, path, fragments));
  const fields = new Set(childrenOf(parents, fragments).map(({ name }) => name.value));
  ofNode.set(key, fields);
  return fields;
}

function descend(from: FieldNode, path: string, fragments: FieldRequest['fragments']): readonly FieldNode[] {
  return path
    .split('.')
    .reduce<readonly FieldNode[]>(
      (nodes, step) => childrenOf(nodes, fragments).filter(({ name }) => name.value === step),
      [from],
    );
}

function childrenOf(nodes: readonly FieldNode[], fragments: FieldRequest['fragments']): readonly FieldNode[] {
  const children: FieldNode[] = [];
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) children.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = fragments[selection.name.value];
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of nodes) if (selectionSet) collect(selectionSet);
  return children;
}
