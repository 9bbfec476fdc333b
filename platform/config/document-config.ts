import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';
import { list } from './config-list.ts';

const count = (most: number) => z.coerce.number().int().min(1).max(most);

/** The variables that say which GraphQL documents are answered. */
export const documentVariables = {
  MAX_TOKENS: count(100_000).default(5_000).describe('longest GraphQL document').meta({ unit: 'tokens' }),
  MAX_DEPTH: count(45).default(15).describe('deepest GraphQL operation, fields within fields').meta({ unit: 'levels' }),
  MAX_ALIASES: count(10_000).default(50).describe('most aliases in a GraphQL document').meta({ unit: 'aliases' }),
  MAX_DIRECTIVES: count(10_000)
    .default(50)
    .describe('most directives in a GraphQL document')
    .meta({ unit: 'directives' }),
  MAX_COST: count(10_000_000)
    .default(10_000)
    .describe('dearest GraphQL operation: objects it may bring, weighted by @cost and @listSize')
    .meta({ unit: 'weighted objects' }),
  DEFAULT_LIST_SIZE: count(10_000)
    .default(10)
    .describe('length assumed of a list without @listSize')
    .meta({ unit: 'items' }),
  INTROSPECTION: z
    .enum(['auto', 'true', 'false'])
    .default('auto')
    .describe('whether clients may ask for the schema; auto: while HOST is a loopback address'),
  TRUSTED_DOCUMENTS: list(z.string())
    .prefault('')
    .describe('JSON files of documents by their SHA-256, separated by commas; requests may name these documents'),
  TRUSTED_DOCUMENTS_ONLY: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('answer no other documents than the trusted ones'),
};

const documentSchema = z.object(documentVariables);

/** Which GraphQL documents are answered. */
export interface DocumentConfig {
  readonly limits: {
    readonly maxTokens: number;
    readonly maxDepth: number;
    readonly maxAliases: number;
    readonly maxDirectives: number;
    readonly maxCost: number;
    readonly defaultListSize: number;
  };
  readonly introspection: boolean;
  readonly trustedDocuments: { readonly files: readonly string[]; readonly only: boolean };
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readDocumentConfig(
  values: z.output<typeof documentSchema> & { readonly HOST: string },
): DocumentConfig {
  return {
    limits: {
      maxTokens: values.MAX_TOKENS,
      maxDepth: values.MAX_DEPTH,
      maxAliases: values.MAX_ALIASES,
      maxDirectives: values.MAX_DIRECTIVES,
      maxCost: values.MAX_COST,
      defaultListSize: values.DEFAULT_LIST_SIZE,
    },
    introspection: values.INTROSPECTION === 'auto' ? isLoopback(values.HOST) : values.INTROSPECTION === 'true',
    trustedDocuments: readTrustedDocuments(values),
  };
}

function readTrustedDocuments(values: z.output<typeof documentSchema>): DocumentConfig['trustedDocuments'] {
  const { TRUSTED_DOCUMENTS: files, TRUSTED_DOCUMENTS_ONLY: only } = values;
  if (!only || files.length > 0) return { files, only };
  throw new DomainError(
    'CONFIGURATION_INVALID',
    'TRUSTED_DOCUMENTS_ONLY: found true without TRUSTED_DOCUMENTS, expected a list beside it',
  );
}
