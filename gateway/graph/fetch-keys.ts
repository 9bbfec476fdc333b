import { type ArgumentNode, type FieldNode, Kind, print, type SelectionSetNode, type ValueNode, visit } from 'graphql';
import type { ClientOperation } from './client-operation.ts';
import type { ResponsePath } from './flatten-path.ts';
import type { Supergraph } from './supergraph.ts';

const PREFIX = '_client';

/** A place of the subgraphs' answers as the client sees it. */
export interface ClientPath {
  /** in the client's response keys, as far as the client asked */
  readonly path: ResponsePath;
  /** whether it ends early, at a field that only a key or a requirement asked for */
  readonly isHidden: boolean;
}

/**
 * The response keys under which subgraphs are asked for the fields of one operation.
 *
 * A client may call a field what another field is called, `{ id: name }`; but keys and requirements are fetched into the
 * same objects under their own names. And it may give one response key to different fields of types that exclude each
 * other; but planners put the selections of several types into one. So an alias that could be taken for something else
 * gets a prefix on its way to the subgraphs, and a key that stands for another field or other arguments gets a number:
 * one key means one thing throughout the operation.
 */
export class FetchKeys {
  readonly #operation: ClientOperation;
  readonly #supergraph: Supergraph;
  readonly #keys = new Map<FieldNode, string>();
  /** what a key stands for */
  readonly #meanings = new Map<string, string>();

  constructor(operation: ClientOperation, supergraph: Supergraph) {
    this.#operation = operation;
    this.#supergraph = supergraph;
    for (const node of [operation.definition, ...operation.fragments.values()])
      visit(node, { [Kind.FIELD]: (field: FieldNode) => void this.#keys.set(field, this.#assign(field)) });
  }

  /** @param node a field of the operation */
  of(node: FieldNode): string {
    return this.#keys.get(node) ?? responseKey(node);
  }

  /** The client's path for a path in the response keys of the subgraphs' answers. */
  clientPath(path: ResponsePath): ClientPath {
    const found: (string | number)[] = [];
    let selectionSets: readonly SelectionSetNode[] = [this.#operation.definition.selectionSet];
    for (const segment of path) {
      if (typeof segment === 'string') {
        const nodes = this.#fieldsIn(selectionSets).filter((node) => this.of(node) === segment);
        const [first] = nodes;
        if (!first) return { path: found, isHidden: true };
        found.push(responseKey(first));
        selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      } else found.push(segment);
    }
    return { path: found, isHidden: false };
  }

  #assign(node: FieldNode): string {
    const key = responseKey(node);
    const meaning = `${node.name.value}(${argumentsText(node.arguments ?? [])})`;
    const isSafe = key === node.name.value || this.#isSafe(key);
    let candidate = isSafe ? key : `${PREFIX}_${key}`;
    for (let number = 2; (this.#meanings.get(candidate) ?? meaning) !== meaning; number++)
      candidate = `${PREFIX}${number}_${key}`;
    this.#meanings.set(candidate, meaning);
    return candidate;
  }

  #isSafe(alias: string): boolean {
    return !alias.startsWith('_') && !(alias in Object.prototype) && !this.#supergraph.hasField(alias);
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
