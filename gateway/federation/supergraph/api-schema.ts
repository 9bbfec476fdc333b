import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
} from 'graphql';

// directives of the type system that introspection shows
const CLIENT_DIRECTIVES = new Set(['deprecated', 'specifiedBy', 'oneOf']);

const EXECUTABLE_LOCATIONS = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
]);

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/**
 * Builds the schema that clients see: the supergraph without federation's own types and without `@inaccessible`
 * elements.
 *
 * @param supergraph a composed, valid supergraph
 */
export function buildApiSchema(supergraph: DocumentNode): GraphQLSchema {
  const hidden = new Set(supergraph.definitions.filter(isHidden).map(nameOf));
  const definitions = supergraph.definitions
    .filter((definition) => !hidden.has(nameOf(definition)))
    .map((definition) => withoutHiddenParts(definition, hidden));
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true });
}

/** Names that contain two underscores (`join__Graph`, `link__Purpose`) belong to linked specifications. */
function isHidden(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return !isExecutable(definition);
  return nameOf(definition).includes('__') || isInaccessible(definition as Directed);
}

function isExecutable(definition: DirectiveDefinitionNode): boolean {
  return (
    !definition.name.value.includes('__') && definition.locations.some(({ value }) => EXECUTABLE_LOCATIONS.has(value))
  );
}

function withoutHiddenParts(definition: DefinitionNode, hidden: ReadonlySet<string>): DefinitionNode {
  const isVisible = ({ name }: { readonly name: { readonly value: string } }): boolean => !hidden.has(name.value);
  switch (definition.kind) {
    case Kind.SCHEMA_DEFINITION:
      return { ...definition, directives: [] };
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        ...clean(definition),
        interfaces: (definition.interfaces ?? []).filter(isVisible),
        fields: accessible(definition.fields).map((field) => ({ ...field, arguments: accessible(field.arguments) })),
      };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...clean(definition), types: (definition.types ?? []).filter(isVisible) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...clean(definition), values: accessible(definition.values) };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...clean(definition), fields: accessible(definition.fields) };
    case Kind.SCALAR_TYPE_DEFINITION:
      return clean(definition);
    default:
      return definition;
  }
}

function accessible<Node extends Directed>(nodes: readonly Node[] | undefined): Node[] {
  return (nodes ?? []).filter((node) => !isInaccessible(node)).map(clean);
}

function clean<Node extends Directed>(node: Node): Node {
  return { ...node, directives: (node.directives ?? []).filter(({ name }) => CLIENT_DIRECTIVES.has(name.value)) };
}

function isInaccessible({ directives = [] }: Directed): boolean {
  return directives.some(({ name }) => name.value === 'inaccessible' || name.value.endsWith('__inaccessible'));
}

function nameOf(definition: DefinitionNode): string {
  return 'name' in definition ? (definition.name?.value ?? '') : '';
}
