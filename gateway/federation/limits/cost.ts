import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ClientOperation } from '../operations/client-operation.ts';
import type { CostRules } from '../supergraph/cost-rules.ts';
import { product, sum, type Term } from './cost-term.ts';
import { listLength } from './list-length.ts';

/** Default weight of a mutation: it writes. */
export const MUTATION_WEIGHT = 10;

/** Schema and rules of cost estimates. */
export interface CostModel {
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
  /** assumed length of a list whose length the schema does not declare */
  readonly defaultListSize: number;
}

/** Lists of known length within an object: `edges` of a connection. */
interface Sized {
  readonly fields: readonly string[];
  readonly length: Term;
}

/**
 * Estimates the cost of an operation before it runs: the weighted number of objects it may return.
 *
 * cost(field) = length × (weight + Σ cost(subfields)) + Σ weight(given arguments)
 *
 * The length is 1 unless the field is a list. Weights: 1 for an object, 0 for a scalar or enum, 10 for a mutation,
 * unless `@cost` declares another. Fields under `@skip` and `@include` count. Introspection is free here.
 *
 * @param operation valid, within the limit FIELDS
 * @returns a number, or a function of the variables where lengths depend on them
 * @throws {GraphQLError} VALIDATION_FAILED: see `list-length.ts`
 */
export function estimateCost(model: CostModel, operation: ClientOperation): Term {
  return new Estimate(model, operation).total();
}

class Estimate {
  readonly #model: CostModel;
  readonly #operation: ClientOperation;
  readonly #fragments = new Map<string, Term>();

  constructor(model: CostModel, operation: ClientOperation) {
    this.#model = model;
    this.#operation = operation;
  }

  total(): Term {
    const { operation, selectionSet } = this.#operation.definition;
    const type = this.#model.schema.getRootType(operation);
    return type ? this.#ofSelections(selectionSet, type) : 0;
  }

  #ofSelections({ selections }: SelectionSetNode, type: GraphQLCompositeType, sized?: Sized): Term {
    return sum(
      selections.map((node) => {
        if (node.kind === Kind.FIELD) return this.#ofField(node, type, sized);
        if (node.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment(node.name.value, sized);
        const condition = node.typeCondition?.name.value;
        return this.#ofSelections(node.selectionSet, this.#typeNamed(condition) ?? type, sized);
      }),
    );
  }

  /** Each fragment once, except where the lengths of its lists depend on the position of the spread. */
  #ofFragment(name: string, sized: Sized | undefined): Term {
    const fragment = this.#operation.fragments.get(name);
    const type = this.#typeNamed(fragment?.typeCondition.name.value);
    if (!fragment || !type) return 0;
    const known = sized ? undefined : this.#fragments.get(name);
    if (known !== undefined) return known;
    const cost = this.#ofSelections(fragment.selectionSet, type, sized);
    if (!sized) this.#fragments.set(name, cost);
    return cost;
  }

  #ofField(node: FieldNode, parent: GraphQLCompositeType, sized: Sized | undefined): Term {
    const field = fieldOf(parent, node.name.value);
    if (!field) return 0;
    const { schema, rules, defaultListSize } = this.#model;
    const rule = rules.listSize(schema, parent, field.name);
    const length = listLength(node, field, rule, defaultListSize);
    const type = getNamedType(field.type);
    const inner = rule?.sizedFields?.length ? { fields: rule.sizedFields, length } : undefined;
    const below = node.selectionSet && isCompositeType(type) ? this.#ofSelections(node.selectionSet, type, inner) : 0;
    const isSized = sized?.fields.includes(field.name);
    const times = isSized ? (sized?.length ?? 1) : isList(field.type) && !inner ? length : 1;
    return sum([product(times, sum([this.#weightOf(parent, field), below])), this.#ofArguments(node, parent, field)]);
  }

  #weightOf(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): number {
    const { schema, rules } = this.#model;
    const own = rules.fieldWeight(schema, parent, field.name);
    if (own !== undefined) return own;
    if (parent === schema.getMutationType()) return MUTATION_WEIGHT;
    return rules.typeWeight(schema, getNamedType(field.type));
  }

  #ofArguments(node: FieldNode, parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): number {
    let weight = 0;
    for (const { name } of node.arguments ?? []) {
      const argument = field.args.find((candidate) => candidate.name === name.value);
      if (!argument) continue;
      const type = getNamedType(argument.type);
      weight += this.#model.rules.argumentWeight(parent.name, field.name, argument.name, type);
    }
    return weight;
  }

  #typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#model.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

/** Introspection's own fields belong to no type. */
function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isUnionType(parent) ? undefined : parent.getFields()[name];
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}
