import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { argumentsOf } from '../../../gateway/federation/supergraph/directives.ts';

/** What values a field may have, whichever of its subgraphs is asked. */
export type Shape = { readonly mayBeNull: boolean } & (
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly types: readonly string[] }
  | { readonly kind: 'leaf'; readonly type: string; readonly values: readonly string[] }
);

/** What is known of one field of one type. */
export interface MadeUpField {
  readonly shape: Shape;
  /** fields that the value depends on */
  readonly requires: SelectionSetNode | undefined;
  /** whether it is part of a key: never null, and tells entities apart */
  isKey: boolean;
}

/** One subgraph: its SDL with the federation directives, and its schema. */
export interface MadeUpSubgraph {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
}

/**
 * Reads out of subgraphs what every field may answer, so that all who answer a field can answer the same.
 *
 * A field is null or fails only where every subgraph allows it, or where its name begins with `must`; it returns only
 * types that all of them know.
 */
export class MadeUpFields {
  readonly #fields = new Map<string, MadeUpField>();
  readonly #subgraphs: readonly MadeUpSubgraph[];
  readonly #api: GraphQLSchema;
  readonly entities = new Set<string>();

  constructor(subgraphs: readonly MadeUpSubgraph[], api: GraphQLSchema) {
    this.#subgraphs = subgraphs;
    this.#api = api;
    for (const { document } of subgraphs) {
      for (const [type, fieldSet] of keysIn(document)) {
        this.entities.add(type);
        for (const name of new Set([type, ...this.objectTypes(type)])) {
          this.entities.add(name);
          this.#markKey(name, fieldSet);
        }
      }
    }
  }

  /** Names of the object types that a value of the type may have; of an object type, itself. */
  objectTypes(type: string): readonly string[] {
    const found = this.#api.getType(type);
    return isAbstractType(found) ? this.#api.getPossibleTypes(found).map(({ name }) => name) : [type];
  }

  /** @throws {RangeError} when no subgraph answers the field */
  get(type: string, field: string): MadeUpField {
    const place = `${type}.${field}`;
    let known = this.#fields.get(place);
    if (!known) {
      known = this.#read(type, field);
      this.#fields.set(place, known);
    }
    return known;
  }

  #read(type: string, field: string): MadeUpField {
    const owner = this.#ownerOf(type, field);
    const shapes: Shape[] = [];
    let requires: SelectionSetNode | undefined;
    for (const { document, schema } of this.#subgraphs) {
      const directives = directivesOf(document, owner, field);
      const found = schema.getType(owner);
      if (!directives || !found || !('getFields' in found) || directives.has('external')) continue;
      const output = found.getFields()[field]?.type as GraphQLOutputType;
      shapes.push(this.#shape(output, schema, field.startsWith('must')));
      const wanted = directives.get('requires')?.fields;
      if (wanted) requires = fieldSet(wanted as string);
    }
    const [first, ...others] = shapes;
    if (!first) throw new RangeError(`found no subgraph for ${type}.${field}`);
    return { shape: others.reduce(narrower, first), requires, isKey: false };
  }

  /** The type that declares the field: another than the type itself when a subgraph sees an interface as an object. */
  #ownerOf(type: string, field: string): string {
    const isDeclared = (name: string): boolean =>
      this.#subgraphs.some(({ document, schema }) => {
        const directives = directivesOf(document, name, field);
        return directives && !directives.has('external') && isObjectType(schema.getType(name));
      });
    if (isDeclared(type)) return type;
    const found = this.#api.getType(type);
    const interfaces = isObjectType(found) ? found.getInterfaces().map(({ name }) => name) : [];
    return interfaces.find(isDeclared) ?? type;
  }

  #shape(type: GraphQLOutputType, schema: GraphQLSchema, mustFail: boolean): Shape {
    const mayBeNull = !isNonNullType(type) || mustFail;
    const inner = getNullableType(type);
    if (isListType(inner)) return { kind: 'list', mayBeNull, of: this.#shape(inner.ofType, schema, mustFail) };
    const named = inner as GraphQLNamedType;
    if (isEnumType(named)) {
      const visible = this.#api.getType(named.name);
      const values = named.getValues().map(({ name }) => name);
      const seen = isEnumType(visible) ? values.filter((name) => visible.getValue(name)) : values;
      return { kind: 'leaf', mayBeNull, type: named.name, values: seen };
    }
    if (!('getFields' in named) && !isAbstractType(named))
      return { kind: 'leaf', mayBeNull, type: named.name, values: [] };
    const types = isAbstractType(named)
      ? schema.getPossibleTypes(named).map(({ name }) => name)
      : this.objectTypes(named.name);
    return { kind: 'object', mayBeNull, types: types.filter((name) => this.#api.getType(name)) };
  }

  #markKey(type: string, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') continue;
      const field = this.get(type, selection.name.value);
      field.isKey = true;
      if (!selection.selectionSet) continue;
      for (const inner of innermost(field.shape)) this.#markKey(inner, selection.selectionSet);
    }
  }
}

/** Directives of a declared field by name, with their arguments; undefined when the document does not declare it. */
function directivesOf(
  document: DocumentNode,
  type: string,
  field: string,
): ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined {
  let found: Map<string, Readonly<Record<string, unknown>>> | undefined;
  for (const definition of document.definitions) {
    if (!('fields' in definition) || definition.name.value !== type) continue;
    for (const node of definition.fields ?? []) {
      if (node.name.value !== field) continue;
      found = new Map((node.directives ?? []).map((directive) => [directive.name.value, argumentsOf(directive)]));
    }
  }
  return found;
}

/** Keys that the types of a subgraph have, as pairs of type and fields. */
export function keysIn(document: DocumentNode): [string, SelectionSetNode][] {
  return document.definitions.flatMap((definition) => {
    if (!('directives' in definition) || !('name' in definition) || !definition.name) return [];
    const { value } = definition.name;
    const keys = (definition.directives ?? []).filter(({ name }) => name.value === 'key');
    return keys.map((key): [string, SelectionSetNode] => [value, fieldSet(argumentsOf(key as never).fields as string)]);
  });
}

/** A set of fields as `@key` and `@requires` write it. */
export function fieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  return (operation as { selectionSet: SelectionSetNode }).selectionSet;
}

function innermost(shape: Shape): readonly string[] {
  if (shape.kind === 'list') return innermost(shape.of);
  return shape.kind === 'object' ? shape.types : [];
}

function narrower(one: Shape, other: Shape): Shape {
  const mayBeNull = one.mayBeNull && other.mayBeNull;
  if (one.kind === 'list' && other.kind === 'list') return { kind: 'list', mayBeNull, of: narrower(one.of, other.of) };
  if (one.kind === 'object' && other.kind === 'object')
    return { kind: 'object', mayBeNull, types: one.types.filter((type) => other.types.includes(type)) };
  if (one.kind === 'leaf' && other.kind === 'leaf') {
    const values = one.values.filter((value) => other.values.includes(value));
    return { kind: 'leaf', mayBeNull, type: one.type === 'Float' ? other.type : one.type, values };
  }
  throw new RangeError(`found ${one.kind} and ${other.kind}, expected one kind`);
}
