import { DomainError, type ErrorCode } from '../errors.ts';

/** Judgement of a failure that is not the statement's fault. */
interface Verdict {
  readonly code: Extract<ErrorCode, 'STORAGE_FULL' | 'DATABASE_UNAVAILABLE' | 'DATABASE_BUSY' | 'DATABASE_READ_ONLY'>;
  /** what happened, for the message */
  readonly reason: string;
  /** whether nothing was stored and the same may succeed a moment later */
  readonly isTransient?: true;
  /** whether the connection is of no use any more */
  readonly isBroken?: true;
}

/** Facts of a failure, from PostgreSQL, its driver or the operating system. */
interface Failure {
  readonly code?: string;
  readonly message?: string;
}

const FULL: Verdict = { code: 'STORAGE_FULL', reason: 'the database has no room left' };
const GONE: Verdict = { code: 'DATABASE_UNAVAILABLE', reason: 'the database does not answer', isBroken: true };
const CLOSED_TO_US: Verdict = {
  code: 'DATABASE_UNAVAILABLE',
  reason: 'the database accepts no connections',
  isBroken: true,
};

/**
 * SQLSTATEs that say something of the database, not of the statement; a key of two characters is a whole class.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATES: Readonly<Record<string, Verdict>> = {
  // connection exceptions
  '08': GONE,
  // idle_in_transaction_session_timeout, transaction_timeout: the server has rolled back and hung up
  '25P03': { ...busy('the transaction lay idle for too long'), isBroken: true },
  '25P04': { ...busy('the transaction took too long'), isBroken: true },
  // read_only_sql_transaction: after a failover the address may be that of another server already
  '25006': { code: 'DATABASE_READ_ONLY', reason: 'the database takes no changes at the moment', isBroken: true },
  // invalid authorization, of a new connection; no such database
  '28': CLOSED_TO_US,
  '3D': CLOSED_TO_US,
  // serialization_failure, statement_completion_unknown, deadlock_detected
  '40001': busy('another transaction came between'),
  '40003': GONE,
  '40P01': busy('two transactions waited for each other'),
  // disk_full; out of memory, connections or another resource
  '53100': FULL,
  '53': GONE,
  // lock_not_available, by lock_timeout or NOWAIT
  '55P03': busy('a lock was not to be had in time'),
  // query_canceled, by statement_timeout or by an administrator
  '57014': busy('the statement was cancelled, or took longer than statement_timeout'),
  // shutdown, crash and start of the server; its database was dropped; idle_session_timeout
  '57P': GONE,
  // system_error, io_error
  '58000': GONE,
  '58030': GONE,
};

/** Codes of the operating system. */
const SYSTEM_CODES: Readonly<Record<string, Verdict>> = {
  ENOSPC: FULL,
  ...Object.fromEntries(
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'EADDRNOTAVAIL',
      'EMFILE',
      'ENFILE',
    ].map((code) => [code, GONE]),
  ),
};

/** pg says these without a code */
const BROKEN_CONNECTION =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout (exceeded when|expired))/;

const verdicts = new WeakMap<DomainError, Verdict>();

/** Fate of the change when the answer was lost: nothing had been sent or committed, or a commit was under way. */
export type LostOutcome = 'not-stored' | 'unknown';

/**
 * Turns a failure of either database that is not the statement's fault into a coded error, with the failure as cause.
 *
 * Everything else is returned as it came: SQL errors keep their SQLSTATE `code`, `constraint` and `detail`.
 */
export function databaseError(error: unknown, outcome: LostOutcome = 'unknown'): unknown {
  if (error instanceof DomainError || typeof error !== 'object' || error === null) return error;
  const verdict = judge(error);
  return verdict ? coded(verdict, error, outcome) : error;
}

/** STORAGE_FULL because of `cause`. */
export function storageFull(cause: unknown): DomainError {
  return coded(FULL, cause, 'not-stored');
}

/** DATABASE_UNAVAILABLE because of `cause`, which stays out of the message: callers see the message. */
export function databaseUnavailable(cause: unknown, outcome: LostOutcome = 'unknown'): DomainError {
  return coded(GONE, cause, outcome);
}

/** Whether nothing was stored and the same may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  return error instanceof DomainError && verdicts.get(error)?.isTransient === true;
}

/** Whether the connection that failed so must not be used again. */
export function breaksConnection(error: unknown): boolean {
  return error instanceof DomainError && verdicts.get(error)?.isBroken === true;
}

function judge({ code = '', message = '' }: Failure): Verdict | undefined {
  if (code in SYSTEM_CODES) return SYSTEM_CODES[code];
  if (/^[0-9A-Z]{5}$/.test(code)) return SQLSTATES[code] ?? SQLSTATES[code.slice(0, 3)] ?? SQLSTATES[code.slice(0, 2)];
  return BROKEN_CONNECTION.test(message) ? GONE : undefined;
}

function coded(verdict: Verdict, cause: unknown, outcome: LostOutcome): DomainError {
  const isUnknown = verdict.code === 'DATABASE_UNAVAILABLE' && outcome === 'unknown';
  const stored = isUnknown ? 'whether a change was stored is not known' : 'nothing was stored';
  const error = new DomainError(verdict.code, `${verdict.reason}; ${stored}`, {}, { cause });
  verdicts.set(error, verdict);
  return error;
}

function busy(reason: string): Verdict {
  return { code: 'DATABASE_BUSY', reason, isTransient: true };
}
