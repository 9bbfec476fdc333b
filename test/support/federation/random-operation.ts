import {
  type ArgumentNode,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  doTypesOverlap,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
  Kind,
  type NameNode,
  OperationTypeNode,
  parseType,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Random } from './random.ts';
import { type KnownValues, literal, randomValue } from './random-value.ts';
import { tidy } from './tidy-operation.ts';

/** An operation to be asked. */
export interface RandomOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What may be asked of a schema. */
export interface OperationSpace {
  readonly schema: GraphQLSchema;
  /** Default: a query */
  readonly operation?: OperationTypeNode;
  /** levels of fields below the root. Default 4 */
  readonly depth?: number;
  readonly known?: KnownValues;
  /** fields not to be asked for, as `Type.field` */
  readonly without?: ReadonlySet<string>;
}

// names that executors use themselves, or that JavaScript objects have
const ALIASES = ['a', 'b', 'id', 'name', '_x', '__proto__', 'constructor', 'toString', '_entities'];

/** A random valid query or mutation: fields, aliases that clash, fragments, variables, conditions, introspection. */
export function randomOperation(random: Random, space: OperationSpace): RandomOperation {
  return new OperationMaker(random, space).make();
}

class OperationMaker {
  readonly #random: Random;
  readonly #space: OperationSpace;
  readonly #fragments: FragmentDefinitionNode[] = [];
  readonly #definitions: VariableDefinitionNode[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #types: readonly GraphQLCompositeType[];

  constructor(random: Random, space: OperationSpace) {
    this.#random = random;
    this.#space = space;
    this.#types = Object.values(space.schema.getTypeMap())
      .filter(isCompositeType)
      .filter(({ name }) => !name.startsWith('__'));
  }

  make(): RandomOperation {
    const { schema, operation: kind = OperationTypeNode.QUERY, depth = 4 } = this.#space;
    const root = schema.getRootType(kind);
    if (!root) throw new RangeError(`found no ${kind} type, expected one`);
    const selectionSet = this.#selectionSet(root, depth);
    const operation = {
      kind: Kind.OPERATION_DEFINITION as const,
      operation: kind,
      variableDefinitions: this.#definitions,
      selectionSet,
    };
    const document = { kind: Kind.DOCUMENT as const, definitions: [operation, ...this.#fragments] };
    return { document: tidy(schema, document), variables: this.#variables };
  }

  #selectionSet(type: GraphQLCompositeType, depth: number): SelectionSetNode {
    const length = 1 + this.#random.below(depth > 2 ? 4 : 3);
    return { kind: Kind.SELECTION_SET, selections: Array.from({ length }, () => this.#selection(type, depth)) };
  }

  #selection(type: GraphQLCompositeType, depth: number): SelectionNode {
    if (depth > 0 && this.#random.chance(isUnionType(type) ? 0.85 : 0.2)) return this.#fragment(type, depth);
    if (isUnionType(type) || this.#random.chance(0.07)) return this.#typename(type);
    const { without } = this.#space;
    const fields = Object.values(type.getFields()).filter(
      (field) =>
        !without?.has(`${type.name}.${field.name}`) && (depth > 0 || !isCompositeType(getNamedType(field.type))),
    );
    return fields.length === 0 ? this.#typename(type) : this.#field(this.#random.pick(fields), type, depth);
  }

  #field(field: GraphQLField<unknown, unknown>, type: GraphQLCompositeType, depth: number): FieldNode {
    const inner = getNamedType(field.type);
    const siblings = isUnionType(type) ? [] : Object.keys(type.getFields());
    return {
      kind: Kind.FIELD,
      ...this.#alias([...ALIASES, ...siblings]),
      name: nameOf(field.name),
      arguments: field.args.flatMap((argument) => this.#argument(argument)),
      directives: this.#conditions(),
      ...(isCompositeType(inner) && { selectionSet: this.#selectionSet(inner, depth - 1) }),
    };
  }

  #alias(names: readonly string[]): { readonly alias?: NameNode } {
    return this.#random.chance(0.25) ? { alias: nameOf(this.#random.pick(names)) } : {};
  }

  #typename(type: GraphQLCompositeType): FieldNode {
    const { schema, operation = OperationTypeNode.QUERY } = this.#space;
    // what a mutation returns may hold the root of queries again, where the gateway does not describe the schema
    const isRoot = type === schema.getQueryType() && operation === OperationTypeNode.QUERY;
    if (isRoot && this.#random.chance(0.3)) {
      const selectionSet = { kind: Kind.SELECTION_SET as const, selections: [leaf('name'), leaf('__typename')] };
      const name = { kind: Kind.STRING as const, value: this.#random.pick(this.#types).name };
      const argument = { kind: Kind.ARGUMENT as const, name: nameOf('name'), value: name };
      // beside a field of that name under another alias
      const field = this.#random.pick(Object.keys((type as GraphQLObjectType).getFields()));
      const alias = this.#random.chance(0.5) ? { alias: nameOf(field) } : {};
      return { kind: Kind.FIELD, ...alias, name: nameOf('__type'), arguments: [argument], selectionSet };
    }
    return { ...leaf('__typename'), ...this.#alias(ALIASES), directives: this.#conditions() };
  }

  #fragment(type: GraphQLCompositeType, depth: number): SelectionNode {
    const { schema } = this.#space;
    const fitting = this.#types.filter((other) => doTypesOverlap(schema, type, other));
    const directives = this.#conditions();
    if (this.#random.chance(0.4)) {
      const names = new Set(fitting.map(({ name }) => name));
      const known = this.#fragments.filter(({ typeCondition }) => names.has(typeCondition.name.value));
      const name = known.length > 0 && this.#random.chance(0.6) ? this.#random.pick(known).name : undefined;
      const spread = name ?? this.#nameFragment(this.#random.pick(fitting), depth);
      return { kind: Kind.FRAGMENT_SPREAD, name: spread, directives };
    }
    const condition = this.#random.chance(0.15) ? undefined : this.#random.pick(fitting);
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(condition && { typeCondition: { kind: Kind.NAMED_TYPE, name: nameOf(condition.name) } }),
      directives,
      selectionSet: this.#selectionSet(condition ?? type, depth - (condition ? 0.5 : 1)),
    };
  }

  /** Complete before it is known to others, so that fragments make no circle. */
  #nameFragment(type: GraphQLCompositeType, depth: number): NameNode {
    const selectionSet = this.#selectionSet(type, depth - 0.5);
    const name = nameOf(`F${this.#fragments.length}`);
    const typeCondition = { kind: Kind.NAMED_TYPE as const, name: nameOf(type.name) };
    this.#fragments.push({ kind: Kind.FRAGMENT_DEFINITION, name, typeCondition, selectionSet });
    return name;
  }

  #conditions(): DirectiveNode[] {
    return ['skip', 'include'].flatMap((name) => {
      if (!this.#random.chance(0.06)) return [];
      const value = this.#value('if', new GraphQLNonNull(GraphQLBoolean), false);
      const argument = { kind: Kind.ARGUMENT as const, name: nameOf('if'), value };
      return [{ kind: Kind.DIRECTIVE as const, name: nameOf(name), arguments: [argument] }];
    });
  }

  #argument(argument: GraphQLArgument): ArgumentNode[] {
    if (!isRequiredArgument(argument) && this.#random.chance(0.5)) return [];
    const value = this.#value(argument.name, argument.type, argument.defaultValue !== undefined);
    return [{ kind: Kind.ARGUMENT, name: nameOf(argument.name), value }];
  }

  #value(name: string, type: GraphQLInputType, hasDefault: boolean): ValueNode {
    const value = randomValue(this.#random, type, name, this.#space.known);
    if (this.#random.chance(0.5)) return literal(value, type);
    const variable = `v${this.#definitions.length}`;
    const [declared, defaultValue] = this.#declare(name, type, hasDefault);
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: nameOf(variable) },
      type: declared,
      ...(defaultValue && { defaultValue }),
    });
    const isRequired = declared.kind === Kind.NON_NULL_TYPE && !defaultValue;
    if (isRequired || this.#random.chance(0.7)) this.#variables[variable] = value;
    return { kind: Kind.VARIABLE, name: nameOf(variable) };
  }

  /** A variable's type may be wider than the place it goes to, when one of the two has a default. */
  #declare(name: string, type: GraphQLInputType, hasDefault: boolean): [TypeNode, ConstValueNode?] {
    const text = String(type);
    const inner = isNonNullType(type) ? type.ofType : type;
    if (this.#random.chance(0.3)) {
      const value = randomValue(this.#random, new GraphQLNonNull(inner), name, this.#space.known);
      return [parseType(this.#random.chance(0.5) ? String(inner) : text), literal(value, type)];
    }
    return [parseType(hasDefault && this.#random.chance(0.3) ? String(inner) : text)];
  }
}

function nameOf(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function leaf(name: string): FieldNode {
  return { kind: Kind.FIELD, name: nameOf(name) };
}
