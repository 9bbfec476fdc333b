import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoFragmentCyclesRule,
  parse,
  type ValidationRule,
  validate,
} from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import { refuseIntrospection } from '../limits/introspection.ts';
import type { Limits } from '../limits/limits.ts';
import { checkStructure } from '../limits/structure.ts';
import { checkTokens } from '../limits/tokens.ts';
import { findConditionalRoot } from './conditional-root.ts';
import { OperationRefused } from './operation-refused.ts';
import { stripTokens } from './strip-tokens.ts';

// clients correct the first few errors; collecting and locating thousands takes long
const MAX_ERRORS = 20;

// errors of longer texts have no locations: finding a line takes time in proportion to the text before it, per error
const MAX_LOCATED_LENGTH = 10_000;

/** Rules and limits of documents. */
export interface DocumentRules {
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
  readonly limits: Limits;
  /** whether clients may query the schema; if not, messages do not reveal its names either */
  readonly introspection: boolean;
}

/**
 * Parses and validates a document. The checks that bound the work of the later ones come first.
 *
 * @param source text of the document
 * @throws {OperationRefused} with codes GRAPHQL_PARSE_FAILED, OPERATION_LIMIT_EXCEEDED, INTROSPECTION_DISABLED,
 * GRAPHQL_VALIDATION_FAILED
 */
export function readDocument(source: string, { schema, rules, limits, introspection }: DocumentRules): DocumentNode {
  const document = parseWithin(source, limits.maxTokens);
  const options = { maxErrors: MAX_ERRORS, hideSuggestions: !introspection };
  // everything after this may follow fragments
  refuseAll(validate(schema, document, [NoFragmentCyclesRule], options), 'GRAPHQL_VALIDATION_FAILED');
  refuse(checkStructure(document, limits));
  if (!introspection) refuse(refuseIntrospection(document));
  const conditional = findConditionalRoot(document);
  if (conditional) refuseAll([conditional], 'GRAPHQL_VALIDATION_FAILED');
  refuseAll(validate(schema, document, rules, options), 'GRAPHQL_VALIDATION_FAILED');
  stripTokens(document);
  return document;
}

function parseWithin(source: string, maxTokens: number): DocumentNode {
  try {
    refuse(checkTokens(source, maxTokens));
    return parse(source, { noLocation: source.length > MAX_LOCATED_LENGTH });
  } catch (error) {
    if (error instanceof GraphQLError) refuseAll([error], 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

function refuse(error: GraphQLError | undefined): void {
  if (error) throw new OperationRefused([error]);
}

function refuseAll(errors: readonly GraphQLError[], code: ErrorCode): void {
  if (errors.length > 0) throw new OperationRefused(errors.map((error) => withCode(error, code)));
}

function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...extensions } });
}
