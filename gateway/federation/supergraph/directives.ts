import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** Arguments of a directive as plain values; enum values become strings. */
export function argumentsOf(directive: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

/**
 * Names of a linked specification's directive in a supergraph: its own name, or another given by `@link(as:)` or
 * `@link(import:)`.
 *
 * @param specification name of the specification, such as `authenticated`
 * @param directive     name of the directive, where it differs from the specification's
 */
export function namesOfDirective(
  supergraph: DocumentNode,
  specification: string,
  directive = specification,
): ReadonlySet<string> {
  const names = new Set([directive]);
  for (const link of linksOf(supergraph)) {
    if (!isLinkTo(specification, link.url)) continue;
    const namespace = typeof link.as === 'string' ? link.as : specification;
    names.add(directive === specification ? namespace : `${namespace}__${directive}`);
    for (const imported of (link.import ?? []) as (string | { name: string; as?: string })[]) {
      if (typeof imported === 'object' && imported.name === `@${directive}` && imported.as)
        names.add(imported.as.slice(1));
    }
  }
  return names;
}

function linksOf(supergraph: DocumentNode): Readonly<Record<string, unknown>>[] {
  return supergraph.definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
    )
    .filter(({ name }) => name.value === 'link')
    .map(argumentsOf);
}

/** Links end in `/NAME/vMAJOR.MINOR`. */
function isLinkTo(specification: string, url: unknown): boolean {
  return typeof url === 'string' && url.split('/').at(-2) === specification;
}
