import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, parse, visit } from 'graphql';
import type { Scope } from '../identity/identity.ts';

/** Access to the object types of a subgraph. */
export interface TypeAccess {
  /** scopes of which one must be held to read any type that has no rule of its own */
  readonly anyOf: readonly [Scope, ...Scope[]];
  /** types that another subgraph owns, and guards */
  readonly foreignTypes?: readonly string[];
}

// a page's position reveals nothing of its rows
const OPEN_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription', 'PageInfo']);
const RULES: ReadonlySet<string> = new Set(['requiresScopes', 'authenticated', 'policy']);

/** The directive by which a type or field asks for one of some scopes. */
export function requiresScopes(...anyOf: readonly [Scope, ...Scope[]]): string {
  return `@requiresScopes(scopes: ${JSON.stringify(anyOf.map((scope) => [scope]))})`;
}

/**
 * Puts the right to read on every object type of a subgraph, so that whichever field leads to a type asks for it.
 *
 * A type with a rule of its own keeps that; types of other subgraphs, root types and `PageInfo` stay as they are.
 */
export function guardTypes(schema: DocumentNode, { anyOf, foreignTypes = [] }: TypeAccess): DocumentNode {
  const rule = directiveOf(requiresScopes(...anyOf));
  const isOpen = ({ name, directives = [] }: ObjectTypeDefinitionNode) =>
    OPEN_TYPES.has(name.value) ||
    foreignTypes.includes(name.value) ||
    directives.some((directive) => RULES.has(directive.name.value));
  return visit(schema, {
    [Kind.OBJECT_TYPE_DEFINITION]: (type) =>
      isOpen(type) ? undefined : { ...type, directives: [...(type.directives ?? []), rule] },
  });
}

function directiveOf(text: string) {
  const [type] = parse(`type T ${text} { field: Int }`).definitions as readonly ObjectTypeDefinitionNode[];
  const [directive] = type?.directives ?? [];
  if (!directive) throw new TypeError(`no directive: ${text}`);
  return directive;
}
