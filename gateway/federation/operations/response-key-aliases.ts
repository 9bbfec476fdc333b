import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  Kind,
  OperationTypeNode,
  print,
  type SelectionSetNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { ResponsePath } from '../values/response-object.ts';
import { asDocument, type ClientOperation } from './client-operation.ts';

/** A path in the client's response keys, or the parent's path of a field that only a key or a requirement selects. */
interface ClientPath {
  readonly path: ResponsePath;
  readonly isShown: boolean;
}

/**
 * Response keys that subgraphs are queried with for the fields of one operation.
 *
 * A client may alias a field to another field's name, `{ id: name }`; but keys and requirements are fetched into the
 * same objects under their own names. It may also give one response key to different fields of mutually exclusive
 * types; but planners merge the selections of several types. So subgraphs are queried by field name, and a field of the
 * same name with other arguments or another shape gets a number: a key has one meaning throughout the operation. A
 * scalar under several aliases is fetched once. Objects are not: a failure under one alias must not affect the other,
 * and a mutation runs as often as it is selected.
 */
export class ResponseKeyAliases {
  readonly #operation: ClientOperation;
  readonly #supergraph: Supergraph;
  readonly #keys = new Map<FieldNode, string>();
  readonly #byMeaning = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(operation: ClientOperation, supergraph: Supergraph) {
    this.#operation = operation;
    this.#supergraph = supergraph;
    const info = new TypeInfo(supergraph.apiSchema);
    const enter = (node: FieldNode): void => void this.#keys.set(node, this.#assign(node, info.getType()));
    visit(asDocument(operation), visitWithTypeInfo(info, { [Kind.FIELD]: enter }));
  }

  /** @param node a field of the operation */
  of(node: FieldNode): string {
    return this.#keys.get(node) ?? responseKey(node);
  }

  /**
   * The client's paths for a path in a subgraph's response: one per alias. A field that the client did not select has
   * the path of its parent.
   */
  clientPaths(path: ResponsePath): readonly ResponsePath[] {
    const found = this.#walk(path, [], [this.#operation.definition.selectionSet]);
    const shown = found.filter(({ isShown }) => isShown);
    return (shown.length > 0 ? shown : found).map((place) => place.path);
  }

  #assign(node: FieldNode, type: GraphQLOutputType | null | undefined): string {
    const name = node.name.value;
    const isOnce = !node.selectionSet && this.#operation.definition.operation !== OperationTypeNode.MUTATION;
    const alias = isOnce ? '' : responseKey(node);
    const meaning = `${alias} ${name}(${argumentsText(node.arguments ?? [])}) ${type && shapeText(type)}`;
    let key = this.#byMeaning.get(meaning);
    if (key === undefined) {
      key = name;
      // requirements are fetched under the field's name, with arguments of their own
      const isTaken = this.#taken.has(name) || this.#supergraph.isRequiredWithArguments(name);
      for (let number = 2; isTaken && (key === name || this.#taken.has(key)); number++) key = `_${number}_${name}`;
      this.#taken.add(key);
      this.#byMeaning.set(meaning, key);
    }
    return key;
  }

  #walk(path: ResponsePath, above: ResponsePath, selectionSets: readonly SelectionSetNode[]): ClientPath[] {
    const [segment, ...rest] = path;
    if (segment === undefined) return [{ path: above, isShown: true }];
    if (typeof segment === 'number') return this.#walk(rest, [...above, segment], selectionSets);
    const byKey = new Map<string, SelectionSetNode[]>();
    for (const node of this.#fieldsIn(selectionSets)) {
      if (this.of(node) !== segment) continue;
      const key = responseKey(node);
      byKey.set(key, [...(byKey.get(key) ?? []), ...(node.selectionSet ? [node.selectionSet] : [])]);
    }
    if (byKey.size === 0) return [{ path: above, isShown: false }];
    return [...byKey].flatMap(([key, inner]) => this.#walk(rest, [...above, key], inner));
  }

  #fieldsIn(selectionSets: readonly SelectionSetNode[]): FieldNode[] {
    const fields: FieldNode[] = [];
    const visited = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) fields.push(selection);
        else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
        else if (!visited.has(selection.name.value)) {
          visited.add(selection.name.value);
          const fragment = this.#operation.fragments.get(selection.name.value);
          if (fragment) collect(fragment.selectionSet);
        }
      }
    };
    selectionSets.forEach(collect);
    return fields;
  }
}

function responseKey({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** Equal for types whose values may share a response key: SameResponseShape of the GraphQL specification. */
function shapeText(type: GraphQLOutputType): string {
  return isCompositeType(getNamedType(type)) ? String(type).replace(/\w+/, '') : String(type);
}

/** Equal for equal arguments, whatever the order of arguments and input fields. */
function argumentsText(nodes: readonly ArgumentNode[]): string {
  return nodes
    .map(({ name, value }) => `${name.value}:${print(sorted(value))}`)
    .sort()
    .join();
}

function sorted(value: ValueNode): ValueNode {
  if (value.kind === Kind.LIST) return { ...value, values: value.values.map(sorted) };
  if (value.kind !== Kind.OBJECT) return value;
  const fields = value.fields.map((field) => ({ ...field, value: sorted(field.value) }));
  return { ...value, fields: fields.sort((a, b) => (a.name.value < b.name.value ? -1 : 1)) };
}
