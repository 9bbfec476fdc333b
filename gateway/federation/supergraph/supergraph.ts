import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { AccessRules } from './access-rules.ts';
import { buildApiSchema } from './api-schema.ts';
import { CostRules } from './cost-rules.ts';
import { argumentsOf } from './directives.ts';
import { checkFeatures } from './features.ts';

/** A composed supergraph, as the executor needs it. */
export class Supergraph {
  readonly sdl: string;
  /** the schema that clients see */
  readonly apiSchema: GraphQLSchema;
  readonly accessRules: AccessRules;
  readonly costRules: CostRules;
  /** names of the subgraphs */
  readonly subgraphs: readonly string[];
  readonly #keys = new Map<string, string[][]>();
  readonly #objectsOf = new Map<string, Set<string>>();
  readonly #abstract = new Set<string>();
  readonly #required = new Set<string>();

  /**
   * @throws {GraphQLError} when the text is not GraphQL
   * @throws {DomainError} SUPERGRAPH_INVALID when it requires an unsupported specification
   */
  constructor(sdl: string) {
    const document = parse(sdl, { noLocation: true });
    checkFeatures(document);
    this.sdl = sdl;
    this.apiSchema = buildApiSchema(document);
    this.accessRules = AccessRules.of(document);
    this.costRules = new CostRules(document);
    const graphs = readGraphs(document);
    this.subgraphs = [...graphs.values()];
    this.#readTypes(document, graphs);
    this.#readRequired(document);
  }

  /** Names of the object types of an abstract type's values; for an object type, the type itself. */
  objectTypesOf(type: string): ReadonlySet<string> {
    return this.#objectsOf.get(type) ?? new Set([type]);
  }

  /** Whether the name is an interface or a union. A subgraph with an `@interfaceObject` responds with such names. */
  isAbstract(type: string): boolean {
    return this.#abstract.has(type);
  }

  /** Whether a `@requires` selects a field of this name that has arguments. */
  isRequiredWithArguments(name: string): boolean {
    return this.#required.has(name);
  }

  /** Keys by which a subgraph resolves an entity: the names of the outermost fields of each key. */
  keysOf(subgraph: string, type: string): readonly (readonly string[])[] {
    return this.#keys.get(`${subgraph} ${type}`) ?? [];
  }

  #readTypes(document: DocumentNode, graphs: ReadonlyMap<string, string>): void {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
        for (const { name } of definition.interfaces ?? []) this.#addObject(name.value, definition.name.value);
      }
      if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
        for (const { name } of definition.types ?? []) this.#addObject(definition.name.value, name.value);
        this.#abstract.add(definition.name.value);
      }
      if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) this.#abstract.add(definition.name.value);
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
        this.#readKeys(definition.name.value, definition.directives ?? [], graphs);
      }
    }
  }

  #readRequired(document: DocumentNode): void {
    const names = new Set<string>();
    const withArguments = new Set<string>();
    const enter = ({ name, arguments: given, directives }: FieldDefinitionNode): void => {
      if (given?.length) withArguments.add(name.value);
      for (const directive of directives ?? []) {
        const { requires } = directive.name.value === 'join__field' ? argumentsOf(directive) : {};
        if (typeof requires === 'string')
          visit(parse(`{${requires}}`), { [Kind.FIELD]: (field) => void names.add(field.name.value) });
      }
    };
    visit(document, { [Kind.FIELD_DEFINITION]: enter });
    for (const name of names) if (withArguments.has(name)) this.#required.add(name);
  }

  #addObject(abstractType: string, object: string): void {
    // the type itself is in its set: a subgraph with an `@interfaceObject` responds with the interface's name
    const objects = this.#objectsOf.get(abstractType) ?? new Set([abstractType]);
    this.#objectsOf.set(abstractType, objects.add(object));
  }

  #readKeys(type: string, directives: readonly ConstDirectiveNode[], graphs: ReadonlyMap<string, string>): void {
    for (const directive of directives.filter(({ name }) => name.value === 'join__type')) {
      const { graph, key, resolvable } = argumentsOf(directive);
      if (!key || resolvable === false) continue;
      const place = `${graphs.get(graph as string)} ${type}`;
      this.#keys.set(place, [...(this.#keys.get(place) ?? []), outermostFields(key as string)]);
    }
  }
}

/** Subgraph names by their value of the enum `join__Graph`. */
function readGraphs(document: DocumentNode): Map<string, string> {
  const graphs = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const directive = value.directives?.find(({ name }) => name.value === 'join__graph');
      if (directive) graphs.set(value.name.value, argumentsOf(directive).name as string);
    }
  }
  return graphs;
}

function outermostFields(fieldSet: string): string[] {
  const [operation] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  const { selections } = (operation as { selectionSet: SelectionSetNode }).selectionSet;
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}
