import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { isErrorCode } from '../federation/values/error-code.ts';
import { internalMessage } from '../http/errors.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import type { RequestContext } from '../http/request-context.ts';
import { ApolloStore } from './apollo-store.ts';

/** Gateway of Apollo Server. */
export type ApolloGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** Limit of Apollo Server's cache of parsed documents, characters of their text. */
const PARSED_CHARACTERS = 500_000;

/** Limit of persisted queries, characters of their text. */
const PERSISTED_CHARACTERS = 4_000_000;

const REQUEST_CODES: ReadonlySet<unknown> = new Set(
  Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
);

/**
 * Creates and starts Apollo Server over a gateway: the server negotiates content types and stores persisted queries,
 * the gateway checks and executes.
 *
 * Usage reporting is off, internal errors are masked, and responses are compact JSON.
 */
export async function startApollo(
  gateway: ApolloGateway,
  metrics: HttpMetrics,
  log: Logger,
): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    gateway,
    logger: log,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // the gateway validates, with limits before validation
    dangerouslyDisableValidation: true,
    introspection: true,
    documentStore: new ApolloStore<DocumentNode>(({ loc }) => loc?.end ?? 0, PARSED_CHARACTERS),
    persistedQueries: { cache: new ApolloStore<string>((text) => text.length, PERSISTED_CHARACTERS, true), ttl: null },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => JSON.stringify(result),
    formatError: (formatted, error) => maskError(formatted, error, log),
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ignoreEmptyNames(),
      countOperations(metrics),
    ],
  });
  await apollo.start();
  return apollo;
}

/**
 * Masks an error unless its code is public: the client gets a reference, under which the error is logged.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (isErrorCode(code) || REQUEST_CODES.has(code)) return formatted;
  if (isRefusal(error)) return { ...formatted, extensions: { code: 'BAD_REQUEST' satisfies ErrorCode } };
  const referenceId = randomUUID();
  log.error({ referenceId, path: formatted.path?.join('.'), err: error }, 'operation failed');
  return { ...formatted, message: internalMessage(referenceId), extensions: { code: 'INTERNAL', referenceId } };
}

/** Whether Apollo Server refused the request with nothing but a status. */
function isRefusal(error: unknown): boolean {
  const { http } = ((error as Partial<GraphQLError>).extensions ?? {}) as { http?: { status?: number } };
  return http?.status !== undefined && http.status >= 400 && http.status < 500;
}

/** Treats an empty operation name as none, as everywhere here: Apollo Server would look it up. */
function ignoreEmptyNames(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async ({ request }) => {
      if (request.operationName === '') delete request.operationName;
    },
  };
}

function countOperations(metrics: HttpMetrics): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ operationName, contextValue: { report }, response: { body } }) => {
        if (body.kind === 'single') metrics.countOperation(report, operationName, body.singleResult);
      },
    }),
  };
}
