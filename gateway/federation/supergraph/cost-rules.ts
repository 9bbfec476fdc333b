import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isUnionType,
  Kind,
} from 'graphql';
import { argumentsOf, namesOfDirective } from './directives.ts';

/** Arguments of a field's `@listSize`. */
export interface ListSize {
  readonly assumedSize?: number | null;
  /** arguments whose value is the length of the list */
  readonly slicingArguments?: readonly string[] | null;
  /** lists within the field's object that have this length; absent: the field is the list */
  readonly sizedFields?: readonly string[] | null;
  /** default true */
  readonly requireOneSlicingArgument?: boolean | null;
}

interface Annotated {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/**
 * Costs that a supergraph declares with `@cost` and `@listSize`.
 *
 * @see the cost directive specification of IBM, and its form in Federation 2.9
 */
export class CostRules {
  readonly #weights = new Map<string, number>();
  readonly #listSizes = new Map<string, ListSize>();
  readonly #inputs = new Map<string, number>();
  readonly #costNames: ReadonlySet<string>;
  readonly #listSizeNames: ReadonlySet<string>;

  constructor(supergraph: DocumentNode) {
    this.#costNames = namesOfDirective(supergraph, 'cost');
    this.#listSizeNames = namesOfDirective(supergraph, 'cost', 'listSize');
    for (const definition of supergraph.definitions) {
      if (!('name' in definition) || !definition.name) continue;
      this.#read(definition.name.value, definition as Annotated);
      if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) this.#readFields(definition.name.value, definition);
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
        continue;
      this.#readFields(definition.name.value, definition);
      for (const { name, arguments: args = [] } of definition.fields ?? [])
        for (const arg of args) this.#read(`${definition.name.value}.${name.value}(${arg.name.value})`, arg);
    }
  }

  /** Weight of one value of a field, by its `@cost`; undefined: the weight of its type. */
  fieldWeight(schema: GraphQLSchema, parent: GraphQLCompositeType, field: string): number | undefined {
    const weights = ownersOf(schema, parent).flatMap((type) => this.#weights.get(`${type}.${field}`) ?? []);
    return weights.length > 0 ? Math.max(...weights) : undefined;
  }

  /** Weight of one value of a type: by default 1 for an object, 0 for a scalar or enum. */
  typeWeight(schema: GraphQLSchema, type: GraphQLNamedType): number {
    const own = this.#weights.get(type.name);
    if (own !== undefined) return own;
    if (isLeafType(type)) return 0;
    if (!isAbstractType(type)) return 1;
    return Math.max(1, ...schema.getPossibleTypes(type).map(({ name }) => this.#weights.get(name) ?? 1));
  }

  /** Weight of a given argument: by default the weight of its type. */
  argumentWeight(parent: string, field: string, argument: string, type: GraphQLNamedType): number {
    return this.#weights.get(`${parent}.${field}(${argument})`) ?? this.#inputWeight(type, new Set());
  }

  /** Declared length of a field's list. */
  listSize(schema: GraphQLSchema, parent: GraphQLCompositeType, field: string): ListSize | undefined {
    for (const type of ownersOf(schema, parent)) {
      const size = this.#listSizes.get(`${type}.${field}`);
      if (size) return size;
    }
    return undefined;
  }

  /** Weight of an input object: 1 plus the weights of all its fields; a recursive one counts once. */
  #inputWeight(type: GraphQLNamedType, outer: ReadonlySet<string>): number {
    const known = this.#weights.get(type.name) ?? this.#inputs.get(type.name);
    if (known !== undefined) return known;
    if (!isInputObjectType(type) || outer.has(type.name)) return 0;
    const inner = new Set([...outer, type.name]);
    let weight = 1;
    for (const field of Object.values(type.getFields()))
      weight += this.#weights.get(`${type.name}.${field.name}`) ?? this.#inputWeight(getNamedType(field.type), inner);
    if (outer.size === 0) this.#inputs.set(type.name, weight);
    return weight;
  }

  #readFields(type: string, { fields = [] }: { readonly fields?: readonly Annotated[] | undefined }): void {
    for (const field of fields) this.#read(`${type}.${field.name.value}`, field);
  }

  #read(place: string, { directives = [] }: Annotated): void {
    for (const directive of directives) {
      if (this.#costNames.has(directive.name.value)) this.#weights.set(place, argumentsOf(directive).weight as number);
      if (this.#listSizeNames.has(directive.name.value)) this.#listSizes.set(place, argumentsOf(directive));
    }
  }
}

/** A type and, if it is abstract, its possible types. */
function ownersOf(schema: GraphQLSchema, type: GraphQLCompositeType): string[] {
  if (!isAbstractType(type)) return [type.name];
  const possible = schema.getPossibleTypes(type).map(({ name }) => name);
  return isUnionType(type) ? possible : [type.name, ...possible];
}
