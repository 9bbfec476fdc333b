import { randomUUID } from 'node:crypto';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { isErrorCode } from './error-code.ts';

const MASKED = /^internal error, reference [\w-]{1,64}$/;

// what servers add to errors for their developers
const PRIVATE_DETAILS: ReadonlySet<string> = new Set(['stack', 'stacktrace', 'exception', 'debugMessage', 'cause']);

/** What a client may know of an error. */
export interface PublicError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Whose error it is, for the log. */
export interface ErrorOrigin {
  readonly subgraph: string;
  readonly requestId: string;
}

/**
 * Decides what clients see of the errors of one answer.
 *
 * An error with a code of the public table passes, with those of its details that {@link publicDetails} lets through. A
 * variable or argument that a subgraph refused is the
 * caller's to fix and becomes VALIDATION_FAILED. Everything else is ours: INTERNAL with a reference id under which the
 * log has the error. One fault behind many fields is logged once, under one id.
 */
export class ErrorMask {
  readonly #log: Logger;
  readonly #origin: ErrorOrigin;
  readonly #known = new Map<unknown, PublicError>();

  constructor(log: Logger, origin: ErrorOrigin) {
    this.#log = log;
    this.#origin = origin;
  }

  /** @param error an error of a subgraph's answer, or what was thrown instead of an answer */
  publish(error: unknown): PublicError {
    const cause = (error as Partial<GraphQLError>).originalError ?? error;
    let known = this.#known.get(cause);
    if (!known) {
      known = asPublic(error as GraphQLFormattedError) ?? this.#conceal(cause);
      this.#known.set(cause, known);
    }
    return known;
  }

  #conceal(cause: unknown): PublicError {
    const referenceId = randomUUID();
    this.#log.error({ ...this.#origin, referenceId, err: cause }, 'subgraph failed');
    return {
      message: `internal error, reference ${referenceId}`,
      extensions: { code: 'INTERNAL' satisfies ErrorCode, referenceId },
    };
  }
}

/**
 * The details of an error that are a client's business: plain values and lists of them. Objects are not, nor is what
 * servers add for their developers.
 */
function publicDetails(extensions: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const details = Object.entries(extensions).filter(
    ([name, value]) => !PRIVATE_DETAILS.has(name) && (isPlain(value) || (Array.isArray(value) && value.every(isPlain))),
  );
  return Object.fromEntries(details);
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function asPublic({ message, extensions }: GraphQLFormattedError): PublicError | undefined {
  if (extensions && isErrorCode(extensions.code)) {
    // a subgraph of ours has masked and logged it; another one's words would be its own
    if (extensions.code === 'INTERNAL' && !MASKED.test(message)) return undefined;
    return { message, extensions: publicDetails(extensions) };
  }
  return isRefusedInput(message) ? { message, extensions: { code: 'VALIDATION_FAILED' } } : undefined;
}

/** graphql-js raises these itself: scalars of a subgraph check values that the gateway passes on unchecked. */
function isRefusedInput(message: unknown): boolean {
  return (
    typeof message === 'string' &&
    /^(Variable "\$\w+" got|Argument "\w+" (has|of (non-null|required) type)|Expected value of type)/.test(message)
  );
}
