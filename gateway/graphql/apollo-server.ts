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

/** What Apollo Server takes in its gateway slot. */
export type ApolloGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** Documents that Apollo Server keeps parsed, characters of their text. */
const PARSED_CHARACTERS = 500_000;

/** Texts that clients have persisted, characters. */
const PERSISTED_CHARACTERS = 4_000_000;

const REQUEST_CODES: ReadonlySet<unknown> = new Set(
  Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
);

/**
 * Makes and starts Apollo Server over a gateway: the server negotiates and keeps persisted queries, the gateway checks
 * and executes.
 *
 * Nothing is reported to anyone, errors from inside are masked, and answers are compact JSON.
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
    // the gateway does, and bounds the work of it first
    dangerouslyDisableValidation: true,
    introspection: true,
    documentStore: new ApolloStore<DocumentNode>(({ loc }) => loc?.end ?? 0, PARSED_CHARACTERS),
    persistedQueries: { cache: new ApolloStore<string>((text) => text.length, PERSISTED_CHARACTERS), ttl: null },
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
      forgetEmptyNames(),
      countOperations(metrics),
    ],
  });
  await apollo.start();
  return apollo;
}

/**
 * What a client may see of an error: all of it when its code is public, else a reference that the log line carries too.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (isErrorCode(code) || REQUEST_CODES.has(code)) return formatted;
  if (isRefusal(error)) return { ...formatted, extensions: { code: 'BAD_REQUEST' satisfies ErrorCode } };
  const referenceId = randomUUID();
  log.error({ referenceId, path: formatted.path?.join('.'), err: error }, 'operation failed');
  return { ...formatted, message: internalMessage(referenceId), extensions: { code: 'INTERNAL', referenceId } };
}

/** Whether Apollo Server found fault with the request, and only gave it a status. */
function isRefusal(error: unknown): boolean {
  const { http } = ((error as Partial<GraphQLError>).extensions ?? {}) as { http?: { status?: number } };
  return http?.status !== undefined && http.status >= 400 && http.status < 500;
}

/** An empty name of an operation is none, here as everywhere: the server would look for an operation of that name. */
function forgetEmptyNames(): ApolloServerPlugin<RequestContext> {
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
