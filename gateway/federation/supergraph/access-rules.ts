import { type ConstDirectiveNode, type DocumentNode, type GraphQLField, getNamedType, Kind } from 'graphql';
import { argumentsOf, namesOfDirective } from './directives.ts';

/** Access that a type or field requires. Equal requirements of one supergraph are one object. */
export interface AccessRequirement {
  /** one of these sets of scopes is required; an empty list is never satisfied; absent: any valid token satisfies it */
  readonly scopes?: readonly (readonly string[])[];
  /** one of these sets of policies is required */
  readonly policies?: readonly (readonly string[])[];
}

/**
 * Access requirements of the types and fields of a supergraph: its `@authenticated`, `@requiresScopes` and `@policy`.
 *
 * A field has the requirements of its own directives, of its parent type and of its return type.
 */
export class AccessRules {
  readonly #requirements = new Map<string, AccessRequirement[]>();
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

  /** Requirements of a field, all of which must be satisfied. */
  requirementsOf(parentType: string, field: GraphQLField<unknown, unknown>): readonly AccessRequirement[] {
    const place = `${parentType}.${field.name}`;
    let requirements = this.#ofField.get(place);
    if (!requirements) {
      const places = [parentType, place, getNamedType(field.type).name];
      requirements = [...new Set(places.flatMap((name) => this.#requirements.get(name) ?? []))];
      this.#ofField.set(place, requirements);
    }
    return requirements;
  }

  #add(place: string, requirements: readonly AccessRequirement[]): void {
    if (requirements.length > 0) this.#requirements.set(place, [...requirements]);
  }
}

/**
 * Reads the access requirements of one supergraph under any names of the directives; equal requirements are one
 * object.
 */
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
      const requirement = this.#readOne(directive.name.value, argumentsOf(directive));
      return requirement ? [this.#intern(requirement)] : [];
    });
  }

  #readOne(name: string, values: Readonly<Record<string, unknown>>): AccessRequirement | undefined {
    // a directive that composition passes through
    if (name === 'join__directive')
      return this.#readOne(values.name as string, (values.args ?? {}) as Readonly<Record<string, unknown>>);
    if (this.#authenticated.has(name)) return {};
    if (this.#requiresScopes.has(name)) return { scopes: values.scopes as string[][] };
    return this.#policy.has(name) ? { policies: values.policies as string[][] } : undefined;
  }

  #intern(requirement: AccessRequirement): AccessRequirement {
    const text = JSON.stringify(requirement);
    const known = this.#known.get(text) ?? requirement;
    this.#known.set(text, known);
    return known;
  }
}
