import { type DocumentNode, Kind } from 'graphql';
import { DomainError } from '../../../platform/errors.ts';
import { argumentsOf } from './directives.ts';

/** Supported specifications. */
const SUPPORTED: ReadonlySet<string> = new Set([
  'link',
  'core',
  'join',
  'inaccessible',
  'tag',
  'authenticated',
  'requiresScopes',
  'policy',
  'cost',
]);

/**
 * Refuses a supergraph that requires an unsupported specification: a link `for: EXECUTION` or `for: SECURITY` declares
 * that responses would be wrong, or reveal too much, without support for it. `@context` is one of these.
 *
 * @throws {DomainError} SUPERGRAPH_INVALID
 * @see https://specs.apollo.dev/link/v1.0, "for"
 */
export function checkFeatures(supergraph: DocumentNode): void {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const { url, for: purpose } = argumentsOf(directive);
      const name = String(url).split('/').at(-2) ?? '';
      if (purpose !== undefined && !SUPPORTED.has(name))
        throw new DomainError(
          'SUPERGRAPH_INVALID',
          `supergraph: found @link to ${url} for ${purpose}, expected one of ${[...SUPPORTED].join(', ')}`,
        );
    }
  }
}
