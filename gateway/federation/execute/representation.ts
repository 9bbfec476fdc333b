import type { RequiresSelection, Rewrite } from '../plan/query-plan.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type ResponseObject, readKey, writeKey } from '../values/response-object.ts';
import { compileRepresentation, type RepresentationCode, type RepresentationField } from './representation-code.ts';
import { Rewriter } from './rewrite.ts';

interface Field {
  /** key in the response so far */
  readonly from: string;
  /** key in the representation */
  readonly to: string;
  readonly selections: readonly RequiresSelection[] | undefined;
}

/** Representations of the objects of one type. */
interface Shape {
  readonly type: string;
  /** undefined: objects of this type have no representation */
  readonly code: RepresentationCode | undefined;
  /** keys of which one must be known; none: any known fields identify the entity */
  readonly keys: readonly (readonly string[])[];
}

/** Representations of one request, equal ones once. */
export class RepresentationBatch {
  readonly representations: ResponseObject[] = [];
  #shape: Shape | undefined;
  #positions = new Map<unknown, number>();
  #others: Map<Shape, Map<unknown, number>> | undefined;

  /** Positions of the representations of one shape, by their identity. */
  positionsFor(shape: Shape): Map<unknown, number> {
    if (shape === this.#shape) return this.#positions;
    if (this.#shape) {
      this.#others ??= new Map();
      this.#others.set(this.#shape, this.#positions);
      this.#positions = this.#others.get(shape) ?? new Map();
    }
    this.#shape = shape;
    return this.#positions;
  }
}

/** Position of an object without a representation. */
export const NO_POSITION = -1;

/**
 * Makes representations of entities: `__typename`, the fields of a key and the fields of `@requires`.
 */
export class RepresentationMaker {
  readonly #requires: readonly RequiresSelection[];
  readonly #subgraph: string;
  readonly #supergraph: Supergraph;
  readonly #rewriter: Rewriter | undefined;
  readonly #shapes = new Map<string, Shape>();
  /** of the object before: most have the type of their neighbour */
  #latest: { readonly name: string; readonly shape: Shape } | undefined;
  /** variables that decide which fields a representation has */
  readonly #conditions: readonly string[];

  /** @throws {RangeError} when two fields of the response would become one field of the representation */
  constructor(
    requires: readonly RequiresSelection[],
    rewrites: readonly Rewrite[],
    subgraph: string,
    supergraph: Supergraph,
  ) {
    checkTargets(requires);
    this.#requires = requires;
    this.#subgraph = subgraph;
    this.#supergraph = supergraph;
    this.#rewriter = rewrites.length > 0 ? new Rewriter(rewrites, supergraph) : undefined;
    this.#conditions = conditionsOf(requires);
  }

  /**
   * Represents an object of the response.
   *
   * @param batch gets the object's representation unless it has an equal one
   * @returns the position of the representation in the batch; {@link NO_POSITION} when the object has none: its keys
   * are null, or the fetch of one of the fields failed
   */
  recognise(object: ResponseObject, variables: ResponseObject, batch: RepresentationBatch): number {
    const type = object.__typename;
    if (typeof type !== 'string') return NO_POSITION;
    const shape = this.#shapeOf(type, variables);
    const { code } = shape;
    if (!code) return NO_POSITION;
    const identity = code.identify(object, variables);
    const positions = batch.positionsFor(shape);
    let position = positions.get(identity);
    if (position === undefined) {
      const representation = this.#finish(code.make(object, variables), shape);
      position = representation ? batch.representations.push(representation) - 1 : NO_POSITION;
      positions.set(identity, position);
    }
    return position;
  }

  #finish(representation: ResponseObject | undefined, { type, keys }: Shape): ResponseObject | undefined {
    if (!representation) return undefined;
    this.#rewriter?.apply(representation, type);
    return isRecognisable(representation, keys) ? representation : undefined;
  }

  #shapeOf(type: string, variables: ResponseObject): Shape {
    const conditions = this.#conditions;
    const name = conditions.length === 0 ? type : `${type} ${conditions.map((variable) => variables[variable])}`;
    if (name === this.#latest?.name) return this.#latest.shape;
    let shape = this.#shapes.get(name);
    if (!shape) {
      shape = this.#makeShape(type, variables);
      this.#shapes.set(name, shape);
    }
    this.#latest = { name, shape };
    return shape;
  }

  #makeShape(type: string, variables: ResponseObject): Shape {
    const fields = [...this.#fieldsOf(this.#requires, type, variables).values()];
    const sample: ResponseObject = { __typename: type };
    this.#rewriter?.apply(sample, type);
    const keys = this.#supergraph.keysOf(this.#subgraph, sample.__typename as string);
    const names = new Set(fields.map(({ to }) => to));
    const shown = fields.filter(({ to }) => to !== '__typename').map((field) => this.#compiled(field));
    return {
      type,
      code: shown.length > 0 ? compileRepresentation(type, shown) : undefined,
      keys: keys.filter((key) => key.every((name) => names.has(name))),
    };
  }

  #compiled({ from, to, selections }: Field): RepresentationField {
    return { from, to, pick: selections && ((value, variables) => this.#pick(value, selections, variables)) };
  }

  #fieldsOf(
    selections: readonly RequiresSelection[],
    type: string | undefined,
    variables: ResponseObject,
  ): Map<string, Field> {
    const fields = new Map<string, Field>();
    for (const selection of selections) {
      if (selection.kind === 'Field') {
        const { name: from, alias, selections: nested } = selection;
        addField(fields, { from, to: alias ?? from, selections: nested?.length ? nested : undefined });
      } else if (selection.kind === 'InlineFragment') {
        if (!isIncluded(selection, variables) || !this.#isA(type, selection.typeCondition)) continue;
        for (const field of this.#fieldsOf(selection.selections, type, variables).values()) addField(fields, field);
      } else throw new RangeError(`plan: found a fragment spread ${selection.value} in requires, expected fields`);
    }
    return fields;
  }

  /** An object of unknown type is of the only possible type. */
  #isA(type: string | undefined, condition: string): boolean {
    return type === undefined || this.#supergraph.objectTypesOf(condition).has(type);
  }

  /** The part of a nested value that the subgraph needs; undefined when a field of it is unknown. */
  #pick(value: unknown, selections: readonly RequiresSelection[], variables: ResponseObject): unknown {
    if (value === null || value === undefined) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.#pick(item, selections, variables));
      return items.includes(undefined) ? undefined : items;
    }
    const object = value as ResponseObject;
    const part: ResponseObject = {};
    // the requirement depends on the type, so the resolver with the requirement selects the type as well
    if (typeof object.__typename === 'string' && selections.some(({ kind }) => kind === 'InlineFragment'))
      part.__typename = object.__typename;
    for (const field of this.#fieldsOf(selections, object.__typename as string | undefined, variables).values()) {
      const found = readKey(object, field.from);
      const picked = field.selections ? this.#pick(found, field.selections, variables) : found;
      if (picked === undefined) return undefined;
      writeKey(part, field.to, picked);
    }
    return part;
  }
}

/**
 * A field has one value: a plan that needs two, for requirements with different arguments, would give wrong results.
 */
function checkTargets(selections: readonly RequiresSelection[]): void {
  const sources = new Map<string, string>();
  for (const selection of selections) {
    if (selection.kind === 'FragmentSpread') continue;
    checkTargets(selection.selections ?? []);
    if (selection.kind !== 'Field') continue;
    const target = selection.alias ?? selection.name;
    const source = sources.get(target) ?? selection.name;
    if (source !== selection.name)
      throw new RangeError(`plan: found ${source} and ${selection.name} as ${target}, expected one source`);
    sources.set(target, source);
  }
}

function addField(fields: Map<string, Field>, field: Field): void {
  const nested = [...(fields.get(field.to)?.selections ?? []), ...(field.selections ?? [])];
  fields.set(field.to, { ...field, selections: nested.length > 0 ? nested : undefined });
}

function isRecognisable(representation: ResponseObject, keys: Shape['keys']): boolean {
  if (keys.length === 0) return true;
  // one of several key fields may be null: only the subgraph can tell whether the key still identifies an entity
  return keys.some((key) => key.some((name) => representation[name] !== null && representation[name] !== undefined));
}

function isIncluded(
  { skipIf, includeIf }: { skipIf?: string | null; includeIf?: string | null },
  variables: ResponseObject,
): boolean {
  return !(skipIf && variables[skipIf] === true) && !(includeIf && variables[includeIf] === false);
}

function conditionsOf(selections: readonly RequiresSelection[]): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== 'InlineFragment') return [];
    const own = [selection.skipIf, selection.includeIf].filter((name): name is string => typeof name === 'string');
    return [...own, ...conditionsOf(selection.selections)];
  });
}
