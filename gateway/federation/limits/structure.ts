import type { DocumentNode, GraphQLError } from 'graphql';
import { type LimitName, type Limits, limitExceeded } from './limits.ts';
import { type Measure, measure, saturatingSum } from './measure.ts';
import { checkRepeatedFields } from './repeated-fields.ts';

/**
 * Limit DEPTH: fields from the root to the innermost one; `{ lead { id } }` is 2 deep.
 *
 * Fields below `__schema` and `__type` do not count: validation bounds how deep introspection goes.
 */
export const depth: Measure = {
  field: ({ name }, below) => (name.value.startsWith('__') ? 1 : 1 + below),
  join: Math.max,
};

/** Limit ALIASES: without aliases, a field is resolved once, however often it is selected. */
export const aliases: Measure = {
  field: ({ alias }, below) => saturatingSum(alias ? 1 : 0, below),
  join: saturatingSum,
};

/** Limit DIRECTIVES: on operations, fields and fragment spreads. */
export const directives: Measure = {
  field: (node, below) => saturatingSum(node.directives?.length ?? 0, below),
  frame: (node, inside) => saturatingSum(node.directives?.length ?? 0, inside),
  join: saturatingSum,
};

/** Limit FIELDS. Later steps may expand fragments: no expanded document is larger than this limit. */
export const fields: Measure = {
  field: (_, below) => saturatingSum(1, below),
  frame: (_, inside) => saturatingSum(1, inside),
  join: saturatingSum,
};

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
