import { GraphQLError } from 'graphql';

/** Limits of an operation. */
export interface Limits {
  /** lexical tokens of a document */
  readonly maxTokens: number;
  /** fields from the root to the innermost one */
  readonly maxDepth: number;
  /** aliases; those of a fragment count once per spread */
  readonly maxAliases: number;
  /** directives; those of a fragment count once per spread */
  readonly maxDirectives: number;
  /** fields and fragment spreads; those within a fragment count once per spread */
  readonly maxFields: number;
  /** estimated cost: see `cost.ts` */
  readonly maxCost: number;
  /** assumed length of a list whose length the schema does not declare */
  readonly defaultListSize: number;
}

/** Default limits. */
export const DEFAULT_LIMITS: Limits = {
  maxTokens: 5_000,
  maxDepth: 15,
  maxAliases: 50,
  maxDirectives: 50,
  maxFields: 5_000,
  maxCost: 10_000,
  defaultListSize: 10,
};

/** Name of an exceeded limit: `extensions.limit` of the refusal. */
export type LimitName =
  | 'LENGTH'
  | 'TOKENS'
  | 'NESTING'
  | 'DEPTH'
  | 'ALIASES'
  | 'DIRECTIVES'
  | 'FIELDS'
  | 'REPEATED_FIELDS'
  | 'INTROSPECTION'
  | 'COST';

const COUNTED: Readonly<Record<LimitName, string>> = {
  LENGTH: 'characters',
  TOKENS: 'tokens',
  NESTING: 'brackets within brackets',
  DEPTH: 'fields within fields',
  ALIASES: 'aliases',
  DIRECTIVES: 'directives',
  FIELDS: 'fields and uses of fragments',
  REPEATED_FIELDS: 'pairs of fields or fragments that share a place in the answer',
  INTROSPECTION: 'values of introspection',
  COST: 'cost',
};

/** Refusal of an operation that exceeds a limit. */
export function limitExceeded(limit: LimitName, found: number, allowed: number): GraphQLError {
  return new GraphQLError(`operation: found ${found} ${COUNTED[limit]}, expected at most ${allowed}`, {
    extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit, found, allowed },
  });
}
