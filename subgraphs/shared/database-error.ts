import { DomainError } from './errors.ts';

/** What PostgreSQL, its driver and the operating system tell about a failure. */
interface Failure {
  readonly code?: string;
  readonly message?: string;
}

const FULL = ['53100', 'ENOSPC'];
/** connection exceptions; out of memory or connections; shutdown, crash and start of the server */
const UNAVAILABLE_CLASSES = ['08', '53', '57P'];
const NETWORK_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'];
/** pg says these without a code */
const BROKEN_CONNECTION = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when)/;

/**
 * Turns a failure of either database that is not the statement's fault into a coded error, with the failure as cause.
 *
 * Everything else is returned as it came: SQL errors keep their SQLSTATE `code`, `constraint` and `detail`.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof DomainError || typeof error !== 'object' || error === null) return error;
  const { code = '', message = '' } = error as Failure;
  if (FULL.includes(code)) return storageFull(error);
  if (
    NETWORK_CODES.includes(code) ||
    (code.length === 5 && UNAVAILABLE_CLASSES.some((kind) => code.startsWith(kind))) ||
    BROKEN_CONNECTION.test(message)
  )
    return databaseUnavailable(error);
  return error;
}

/** STORAGE_FULL because of `cause`. */
export function storageFull(cause: unknown): DomainError {
  return new DomainError('STORAGE_FULL', 'the database has no room left; nothing was stored', {}, { cause });
}

/** DATABASE_UNAVAILABLE because of `cause`, which stays out of the message: callers see the message. */
export function databaseUnavailable(cause: unknown): DomainError {
  return new DomainError('DATABASE_UNAVAILABLE', 'the database does not answer', {}, { cause });
}
