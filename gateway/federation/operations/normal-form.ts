import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DomainError } from '../../../platform/errors.ts';
import type { ClientOperation } from './client-operation.ts';

type SelectionSets = readonly SelectionSetNode[];

// 20,000: planners take seconds for more; nested fragments that are each spread twice make 2ⁿ fields of n lines
const MAX_FIELDS = 20_000;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Selections of one type: fields that every value has, and selections for some of its types. */
interface Selected {
  readonly fields: Map<string, FieldNode[]>;
  readonly byType: Map<string, SelectionSetNode[]>;
}

/**
 * The operation in its shortest form: no fragment definitions, every field once per selection set, one inline fragment
 * per type, and only where not every value is of that type.
 *
 * Planners plan such operations correctly; equivalent forms occasionally expose bugs.
 *
 * @param operation without `@skip` and `@include`, one response key meaning one thing throughout
 * @throws {DomainError} OPERATION_LIMIT_EXCEEDED
 */
export function normalForm(schema: GraphQLSchema, { definition, fragments }: ClientOperation): OperationDefinitionNode {
  const root = schema.getRootType(definition.operation);
  if (!root) throw new RangeError(`found a ${definition.operation}, but the schema has none`);
  const { variableDefinitions = [], directives = [], ...rest } = definition;
  const selectionSet = new Normalizer(schema, fragments).selectionSet(root, [definition.selectionSet], new Set());
  return { ...rest, variableDefinitions, directives, selectionSet };
}

class Normalizer {
  #fieldCount = 0;
  readonly #schema: GraphQLSchema;
  readonly #fragments: ClientOperation['fragments'];

  constructor(schema: GraphQLSchema, fragments: ClientOperation['fragments']) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  /**
   * @param known keys of fields without selections that enclosing selection sets have, so that they need not be
   * repeated
   */
  selectionSet(type: GraphQLCompositeType, sets: SelectionSets, known: ReadonlySet<string>): SelectionSetNode {
    const { fields, byType } = this.#collect(type, sets);
    const kept = [...fields].filter(([key, nodes]) => nodes[0]?.selectionSet || !known.has(key));
    const leaves = new Set([...known, ...[...fields.keys()].filter((key) => !fields.get(key)?.[0]?.selectionSet)]);
    const fragments = [...byType].flatMap(([name, inner]) => this.#fragment(name, inner, leaves));
    const isTypeShown = fragments.length < byType.size && !leaves.has('__typename');
    const selections = [
      ...kept.map(([, nodes]) => this.#field(type, nodes)),
      // a fragment without new fields may still give values other response keys, by their type
      ...(isTypeShown ? [TYPENAME] : []),
      ...fragments,
    ];
    return { kind: Kind.SELECTION_SET, selections };
  }

  #field(parent: GraphQLCompositeType, nodes: readonly FieldNode[]): FieldNode {
    const node = nodes[0] as FieldNode;
    if (++this.#fieldCount > MAX_FIELDS)
      throw new DomainError(
        'OPERATION_LIMIT_EXCEEDED',
        `found more than ${MAX_FIELDS} fields once fragments are written out, expected fewer`,
        { limit: 'fields', allowed: MAX_FIELDS },
      );
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const type = fieldType(parent, node.name.value);
    if (sets.length === 0 || !type) return node;
    const selectionSet = this.selectionSet(type, sets, new Set());
    // fragments that apply to no value leave nothing, but the object's presence must still be known
    return {
      ...node,
      selectionSet: selectionSet.selections.length > 0 ? selectionSet : { ...selectionSet, selections: [TYPENAME] },
    };
  }

  #fragment(name: string, sets: SelectionSets, known: ReadonlySet<string>): InlineFragmentNode[] {
    const type = this.#schema.getType(name);
    if (!isCompositeType(type)) return [];
    const selectionSet = this.selectionSet(type, sets, known);
    if (selectionSet.selections.length === 0) return [];
    const typeCondition = { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: name } };
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }];
  }

  #collect(type: GraphQLCompositeType, sets: SelectionSets): Selected {
    const selected: Selected = { fields: new Map(), byType: new Map() };
    const visited = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) add(selected.fields, (selection.alias ?? selection.name).value, selection);
        else if (selection.kind === Kind.INLINE_FRAGMENT)
          enter(selection.typeCondition?.name.value ?? type.name, selection.selectionSet);
        else if (!visited.has(selection.name.value)) {
          visited.add(selection.name.value);
          const fragment = this.#fragments.get(selection.name.value);
          if (fragment) enter(fragment.typeCondition.name.value, fragment.selectionSet);
        }
      }
    };
    const enter = (condition: string, inner: SelectionSetNode): void => {
      if (this.#holdsAll(condition, type)) collect(inner);
      // fragments on types that no value here can have select nothing
      else if (this.#overlaps(condition, type)) add(selected.byType, condition, inner);
    };
    sets.forEach(collect);
    return selected;
  }

  /** Whether every value of a type satisfies a type condition. */
  #holdsAll(condition: string, type: GraphQLCompositeType): boolean {
    if (condition === type.name) return true;
    const abstract = this.#schema.getType(condition);
    return isAbstractType(abstract) && !isUnionType(type) && this.#schema.isSubType(abstract, type);
  }

  #overlaps(condition: string, type: GraphQLCompositeType): boolean {
    const other = this.#schema.getType(condition);
    if (!isCompositeType(other)) return false;
    if (isObjectType(type)) return isAbstractType(other) && this.#schema.isSubType(other, type);
    return isAbstractType(other) || this.#schema.isSubType(type, other);
  }
}

function add<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

function fieldType(parent: GraphQLCompositeType, name: string): GraphQLCompositeType | undefined {
  const output: GraphQLOutputType | undefined = isUnionType(parent) ? undefined : parent.getFields()[name]?.type;
  const type = output && getNamedType(output);
  return isCompositeType(type) ? type : undefined;
}
