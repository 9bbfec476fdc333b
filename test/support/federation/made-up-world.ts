import {
  buildSchema,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getArgumentValues,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  printSchema,
  type SelectionSetNode,
} from 'graphql';
import { DomainError } from '../../../platform/errors.ts';
import { keysIn, MadeUpFields, type MadeUpSubgraph, type Shape } from './made-up-fields.ts';
import { hash } from './random.ts';

/** An object of the world. */
interface Thing {
  readonly __typename: string;
  readonly id: string;
  /** the representation by which a subgraph was asked for it */
  readonly reference?: object;
}

type Parts = Readonly<Record<string, unknown>>;

const ROOT: Thing = { __typename: 'Query', id: 'root' };
const ENTITIES_PER_TYPE = 3;

/**
 * Values for every field of a graph, made up from where they stand: now and then null, now and then an error, but
 * always the same. Each subgraph answers with them, and so does one schema of the whole graph: a federated graph is
 * right when nobody can tell it from a graph that was never split.
 *
 * Each mutation moves a clock on, which all values but keys depend on: one that was read too early or too late is another.
 */
export class MadeUpWorld {
  /** the whole graph in one schema, ready to be executed */
  readonly merged: GraphQLSchema;
  readonly #fields: MadeUpFields;
  readonly #entityTypes: readonly string[];
  /** mutations so far, of the subgraphs and of the schema in one */
  readonly #clocks = { parts: 0, merged: 0 };
  /** the time at which the field at hand is answered */
  #now = 0;

  /**
   * @param subgraphs get the resolvers of this world
   * @param api what clients see of them
   */
  constructor(subgraphs: readonly MadeUpSubgraph[], api: GraphQLSchema) {
    this.merged = buildSchema(printSchema(api), { assumeValidSDL: true });
    this.#fields = new MadeUpFields(subgraphs, this.merged);
    this.#entityTypes = [...this.#fields.entities].filter((name) => isObjectType(this.merged.getType(name))).sort();
    for (const { schema, document } of subgraphs) {
      this.#inhabit(schema, true);
      this.#addReferences(schema, keysIn(document));
    }
    this.#inhabit(this.merged, false);
  }

  /** Sets the clocks back, as before the first mutation. */
  reset(): void {
    this.#clocks.parts = 0;
    this.#clocks.merged = 0;
  }

  #inhabit(schema: GraphQLSchema, isPart: boolean): void {
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('_')) continue;
      if (isAbstractType(type)) type.resolveType = ({ __typename }: Thing) => __typename;
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields()))
        if (!field.name.startsWith('_')) field.resolve = this.#resolverOf(type.name, field.name, isPart);
    }
  }

  #resolverOf(type: string, field: string, isPart: boolean): GraphQLFieldResolver<Thing | undefined, unknown> {
    const isMutation = type === this.merged.getMutationType()?.name;
    const clock = isPart ? 'parts' : 'merged';
    return (source, values) => {
      if (isMutation) this.#clocks[clock] += 1;
      this.#now = this.#clocks[clock];
      const thing = source ?? ROOT;
      const { requires } = this.#fields.get(type, field);
      if (!isPart || !requires) return this.#answer(thing, type, field, values);
      if (!thing.reference) throw new Error(`${thing.id}.${field}: found no representation`);
      return this.#answer(thing, type, field, values, this.#picked(thing.reference, requires, thing.__typename));
    };
  }

  #addReferences(schema: GraphQLSchema, keys: readonly (readonly [string, SelectionSetNode])[]): void {
    for (const [name] of keys) {
      const type = schema.getType(name);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      const own = keys.filter(([other]) => other === name).map(([, fields]) => fields);
      const resolveReference = (reference: Parts): Thing => {
        const found = this.#find(name, own, reference);
        return { __typename: isObjectType(type) ? name : found.__typename, id: found.id, reference };
      };
      type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
    }
  }

  /** @throws {Error} when the reference identifies nothing */
  #find(name: string, keys: readonly SelectionSetNode[], reference: Parts): Thing {
    for (const __typename of this.#fields.objectTypes(name)) {
      for (let number = 0; number < ENTITIES_PER_TYPE; number++) {
        const thing = { __typename, id: `${__typename}${number}` };
        const isIt = keys.some((key) => isSubset(this.#evaluate(thing, key), reference));
        if (isIt) return thing;
      }
    }
    throw new Error(`found ${JSON.stringify(reference)}, expected a representation of ${name}`);
  }

  /** @throws {DomainError | Error} now and then */
  #answer(thing: Thing, type: string, field: string, values: object, needed?: unknown): unknown {
    const { shape, requires, isKey } = this.#fields.get(type, field);
    const keyPlace = `${thing.id}.${field}(${sorted(values)})`;
    if (isKey) return this.#keyValue(keyPlace, thing, shape, field);
    const place = this.#now > 0 ? `${keyPlace} at ${this.#now}` : keyPlace;
    return this.#value(requires ? place + sorted(needed ?? this.#evaluate(thing, requires)) : place, shape);
  }

  #value(place: string, shape: Shape): unknown {
    const chance = hash(place) % 40;
    if (shape.mayBeNull && chance === 0) throw new DomainError('LEAD_NOT_FOUND', `made up at ${place}`);
    if (shape.mayBeNull && chance === 1) throw new Error(`made up at ${place}`);
    if (shape.mayBeNull && chance < 4) return null;
    if (shape.kind === 'list')
      return Array.from({ length: hash(`${place} length`) % 4 }, (_, index) => {
        try {
          return this.#value(`${place}[${index}]`, shape.of);
        } catch (error) {
          return error;
        }
      });
    if (shape.kind === 'leaf') return leaf(hash(`${place} leaf`), shape.type, shape.values);
    const __typename = shape.types[hash(`${place} type`) % shape.types.length];
    if (__typename === undefined) throw new RangeError(`${place}: found no type that all subgraphs know`);
    if (__typename === ROOT.__typename) return ROOT;
    const isEntity = this.#fields.entities.has(__typename);
    const which = hash(`${place} which`);
    return { __typename, id: isEntity ? `${__typename}${which % ENTITIES_PER_TYPE}` : which.toString(36) };
  }

  /** Never null, and another for each entity. */
  #keyValue(place: string, { __typename, id }: Thing, shape: Shape, field: string): unknown {
    if (shape.kind === 'list')
      return [0, 1].map((index) => this.#keyValue(`${place}[${index}]`, { __typename, id }, shape.of, field));
    const number = ENTITIES_PER_TYPE * this.#entityTypes.indexOf(__typename) + Number(id.at(-1));
    if (shape.kind === 'object') {
      const inner = shape.types[0] as string;
      return { __typename: inner, id: this.#fields.entities.has(inner) ? `${inner}${id.at(-1)}` : place };
    }
    if (shape.type === 'Int' || shape.type === 'Float')
      return this.#fields.entities.has(__typename) ? number : hash(place) % 1e6;
    return field === 'id' ? id : `${field} of ${id}`;
  }

  /** What a set of fields holds; an error is null, as it is in an answer. */
  #evaluate(thing: Thing, { selections }: SelectionSetNode): Parts {
    const parts: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') parts[selection.name.value] = this.#evaluateField(thing, selection);
      } else if (
        selection.kind === Kind.INLINE_FRAGMENT &&
        this.#applies(selection.typeCondition?.name.value, thing.__typename)
      )
        Object.assign(parts, this.#evaluate(thing, selection.selectionSet));
    }
    return parts;
  }

  #evaluateField(thing: Thing, node: FieldNode): unknown {
    const name = node.name.value;
    const type = this.merged.getType(thing.__typename);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const values = field ? getArgumentValues(field, node) : {};
    try {
      const value = this.#answer(thing, thing.__typename, name, values);
      return node.selectionSet ? this.#evaluateNested(value, node.selectionSet) : withoutErrors(value);
    } catch {
      // made up
      return null;
    }
  }

  #evaluateNested(value: unknown, fields: SelectionSetNode): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#evaluateNested(item, fields));
    return value === null || value instanceof Error ? null : this.#evaluate(value as Thing, fields);
  }

  /** The part of a representation that a field requires. @throws {Error} when something of it is missing */
  #picked(reference: unknown, fields: SelectionSetNode, typename: string): unknown {
    if (Array.isArray(reference)) return reference.map((item) => this.#picked(item, fields, typename));
    if (reference === null) return null;
    const parts: Record<string, unknown> = {};
    const object = reference as Parts;
    const type = (object.__typename as string | undefined) ?? typename;
    for (const selection of fields.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name === '__typename') continue;
        if (object[name] === undefined) throw new Error(`found no ${name} in ${JSON.stringify(reference)}`);
        parts[name] = selection.selectionSet ? this.#picked(object[name], selection.selectionSet, '') : object[name];
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (type === '') throw new Error(`found no __typename in ${JSON.stringify(reference)}`);
        if (this.#applies(selection.typeCondition?.name.value, type))
          Object.assign(parts, this.#picked(object, selection.selectionSet, type));
      }
    }
    return parts;
  }

  #applies(condition: string | undefined, type: string): boolean {
    return condition === undefined || condition === type || this.#fields.objectTypes(condition).includes(type);
  }
}

function withoutErrors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutErrors);
  return value instanceof Error ? null : value;
}

/** Whether every part of one value is part of the other. */
function isSubset(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return part === whole;
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(([name, value]) => isSubset(value, (whole as Parts)[name]));
}

function leaf(number: number, type: string, values: readonly string[]): unknown {
  switch (type) {
    case 'Int':
      return number % 1_000;
    case 'Float':
      return (number % 1_000) / 4;
    case 'Boolean':
      return number % 2 === 0;
    default:
      return values.length > 0 ? values[number % values.length] : `${type}-${(number % 1e6).toString(36)}`;
  }
}

/** JSON with the keys of every object in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
