import { randomUUID } from 'node:crypto';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { isErrorCode } from './error-code.ts';

const MASKED = /^internal error, reference [\w-]{1,64}$/;

// added by servers for their developers
const PRIVATE_DETAILS: ReadonlySet<string> = new Set(['stack', 'stacktrace', 'exception', 'debugMessage', 'cause']);

/** The part of an error that clients may see. */
export interface PublicError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Origin of an error, for the log. */
export interface ErrorOrigin {
  readonly subgraph: string;
  readonly requestId: string;
}

/**
 * Masks the errors of one subgraph response before clients see them.
 *
 * An error with a public code passes, with the details that {@link publicDetails} lets through. A variable or argument
 * that a subgraph refused is the caller's to correct and becomes VALIDATION_FAILED. Any other error becomes INTERNAL
 * with a reference id, under which it is logged. One cause behind many fields is logged once, under one id.
 */
export class ErrorMask {
  readonly #log: Logger;
  readonly #origin: ErrorOrigin;
  readonly #known = new Map<unknown, PublicError>();

  constructor(log: Logger, origin: ErrorOrigin) {
    this.#log = log;
    this.#origin = origin;
  }

  /** @param error an error of a subgraph's response, or the value thrown instead of a response */
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
 * Details of an error that clients may see: plain values and lists of them. Objects are removed, and so is what servers
 * add for their developers.
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
    // one of this platform's subgraphs has masked and logged it; the message of any other could reveal internals
    if (extensions.code === 'INTERNAL' && !MASKED.test(message)) return undefined;
    return { message, extensions: publicDetails(extensions) };
  }
  return isRefusedInput(message) ? { message, extensions: { code: 'VALIDATION_FAILED' } } : undefined;
}

/** Raised by graphql-js itself: scalars of a subgraph validate values that the gateway forwards unchecked. */
function isRefusedInput(message: unknown): boolean {
  return (
    typeof message === 'string' &&
    /^(Variable "\$\w+" got|Argument "\w+" (has|of (non-null|required) type)|Expected value of type)/.test(message)
  );
}
