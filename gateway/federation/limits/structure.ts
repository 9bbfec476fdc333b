import type { DocumentNode, GraphQLError } from 'graphql';
import { aliases } from './aliases.ts';
import { depth } from './depth.ts';
import { directives } from './directives.ts';
import { fields } from './fields.ts';
import { type LimitName, type Limits, limitExceeded } from './limits.ts';
import { type Measure, measure } from './measure.ts';
import { checkRepeatedFields } from './repeated-fields.ts';

/**
 * Limits DEPTH, ALIASES, DIRECTIVES, FIELDS and REPEATED_FIELDS. They need no schema, so they come before validation,
 * whose work grows faster than the document.
 *
 * @returns the first refusal, if any
 */
export function checkStructure(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  const rules: readonly (readonly [LimitName, Measure, number])[] = [
    ['DEPTH', depth, limits.maxDepth],
    ['ALIASES', aliases, limits.maxAliases],
    ['DIRECTIVES', directives, limits.maxDirectives],
    ['FIELDS', fields, limits.maxFields],
  ];
  for (const [name, rule, allowed] of rules) {
    const found = measure(document, rule);
    if (found > allowed) return limitExceeded(name, found, allowed);
  }
  return checkRepeatedFields(document);
}
