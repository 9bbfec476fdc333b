import type { GraphQLError } from 'graphql';
import { DomainError, ERROR_CODES, type ErrorCode } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** Response to an operation that was not executed. */
export interface OperationFailure {
  readonly status: number;
  readonly errors: readonly object[];
}

/** Response for what was thrown instead of a result. */
export function failureOf(error: unknown): OperationFailure {
  if (error instanceof DomainError) return { status: ERROR_CODES[error.code].status, errors: [formatError(error)] };
  // Mercurius throws the errors of a document and its variables in one
  const { errors, statusCode = 500, message } = error as { errors?: GraphQLError[]; statusCode?: number } & Error;
  if (Array.isArray(errors)) return { status: 400, errors: errors.map(formatError) };
  if (statusCode < 500) return { status: statusCode, errors: [refusal('BAD_REQUEST', message)] };
  return { status: 500, errors: [refusal('INTERNAL', message)] };
}

/** An error as the gateway reads it, which decides what clients see: message, path, code and details. */
export function formatError({ message, path, extensions }: Partial<GraphQLError>): GraphQLError {
  const hasDetails = extensions !== undefined && Object.keys(extensions).length > 0;
  return { message, ...(path && { path }), ...(hasDetails && { extensions }) } as GraphQLError;
}

/** Logs the errors without a public code, with their stack. */
export function logFaults(errors: readonly GraphQLError[], requestId: string, log: Logger): void {
  const faults = new Set(
    errors.filter(({ extensions }) => extensions?.code === undefined).map((error) => error.originalError ?? error),
  );
  for (const err of faults) log.error({ requestId, err }, 'operation failed');
}

function refusal(code: ErrorCode, message: string): object {
  return { message, extensions: { code } };
}
