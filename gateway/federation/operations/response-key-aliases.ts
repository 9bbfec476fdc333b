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

/** A place in the client's response keys, or what is above a field that only a key or a requirement asked for. */
interface ClientPath {
  readonly path: ResponsePath;
  readonly isShown: boolean;
}

/**
 * The response keys under which subgraphs are asked for the fields of one operation.
 *
 * A client may call a field what another field is called, `{ id: name }`; but keys and requirements are fetched into the
 * same objects under their own names. And it may give one response key to different fields of types that exclude each
 * other; but planners put the selections of several types into one. So subgraphs are asked by name, and what has the same
 * name but other arguments or another shape gets a number: a key means one thing throughout the operation. A scalar that
 * occurs under several aliases is asked for once. Objects are not: what fails below one alias must not take the other
 * with it, and a mutation happens as often as it is written.
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
   * The client's paths for a path in the response keys of the subgraphs' answers: one per alias. What the client did not
   * ask for has the path of what is above it.
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
      // requirements are fetched under the name, with arguments of their own
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

/** Equal for types whose values may stand under one response key: SameResponseShape of the GraphQL specification. */
function shapeText(type: GraphQLOutputType): string {
  return isCompositeType(getNamedType(type)) ? String(type).replace(/\w+/, '') : String(type);
}

/** Equal for arguments that validation takes for equal: their order and that of input fields says nothing. */
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
