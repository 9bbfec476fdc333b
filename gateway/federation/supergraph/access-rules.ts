import { type ConstDirectiveNode, type DocumentNode, type GraphQLField, getNamedType, Kind } from 'graphql';
import { argumentsOf, namesOfDirective } from './directives.ts';

/** A right that parts of the graph ask for. Equal rights of one supergraph are one object. */
export interface AccessRequirement {
  /** one of these sets of scopes must be held; nobody holds one of an empty list; absent: any valid token will do */
  readonly scopes?: readonly (readonly string[])[];
  /** one of these sets of policies must be fulfilled */
  readonly policies?: readonly (readonly string[])[];
}

/**
 * Which rights the parts of a supergraph ask for, by its `@authenticated`, `@requiresScopes` and `@policy`.
 *
 * A field asks for what stands on itself, on the type it belongs to and on the type it returns.
 */
export class AccessRules {
  readonly #rights = new Map<string, AccessRequirement[]>();
  readonly #ofField = new Map<string, readonly AccessRequirement[]>();

  static of(supergraph: DocumentNode): AccessRules {
    const rules = new AccessRules();
    const reader = new RequirementReader(supergraph);
    for (const definition of supergraph.definitions) {
      if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
      rules.#add(definition.name.value, reader.read(definition.directives as readonly ConstDirectiveNode[]));
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
        continue;
      for (const field of definition.fields ?? [])
        rules.#add(`${definition.name.value}.${field.name.value}`, reader.read(field.directives ?? []));
    }
    return rules;
  }

  /** The rights that one must hold to see a field; all of them. */
  requirementsOf(parentType: string, field: GraphQLField<unknown, unknown>): readonly AccessRequirement[] {
    const place = `${parentType}.${field.name}`;
    let rights = this.#ofField.get(place);
    if (!rights) {
      const places = [parentType, place, getNamedType(field.type).name];
      rights = [...new Set(places.flatMap((name) => this.#rights.get(name) ?? []))];
      this.#ofField.set(place, rights);
    }
    return rights;
  }

  #add(place: string, rights: readonly AccessRequirement[]): void {
    if (rights.length > 0) this.#rights.set(place, [...rights]);
  }
}

/** Reads the rights of one supergraph, whatever it calls the directives, equal ones as one object. */
class RequirementReader {
  readonly #authenticated: ReadonlySet<string>;
  readonly #requiresScopes: ReadonlySet<string>;
  readonly #policy: ReadonlySet<string>;
  readonly #known = new Map<string, AccessRequirement>();

  constructor(supergraph: DocumentNode) {
    this.#authenticated = namesOfDirective(supergraph, 'authenticated');
    this.#requiresScopes = namesOfDirective(supergraph, 'requiresScopes');
    this.#policy = namesOfDirective(supergraph, 'policy');
  }

  read(directives: readonly ConstDirectiveNode[]): AccessRequirement[] {
    return directives.flatMap((directive) => {
      const right = this.#readOne(directive.name.value, argumentsOf(directive));
      return right ? [this.#intern(right)] : [];
    });
  }

  #readOne(name: string, values: Readonly<Record<string, unknown>>): AccessRequirement | undefined {
    // a directive that composition passes through without knowing it
    if (name === 'join__directive')
      return this.#readOne(values.name as string, (values.args ?? {}) as Readonly<Record<string, unknown>>);
    if (this.#authenticated.has(name)) return {};
    if (this.#requiresScopes.has(name)) return { scopes: values.scopes as string[][] };
    return this.#policy.has(name) ? { policies: values.policies as string[][] } : undefined;
  }

  #intern(right: AccessRequirement): AccessRequirement {
    const text = JSON.stringify(right);
    const known = this.#known.get(text) ?? right;
    this.#known.set(text, known);
    return known;
  }
}
