import { DomainError } from './errors.ts';

const DISK_FULL = '53100';
// class 08: connection exceptions; 57P01–57P03: the server shuts down, crashed or starts; 53300: no connection left
const UNAVAILABLE = /^(08...|57P0[123]|53300|ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|EPIPE|ENOTFOUND)$/;

/**
 * Gives a database's failure the public code a caller can act on: STORAGE_FULL or DATABASE_UNAVAILABLE.
 *
 * @returns the coded error, or the error itself when it is neither: then it is a fault of ours
 */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === DISK_FULL || code === 'ENOSPC' || error.message.includes('No space left on device'))
    return new DomainError('STORAGE_FULL', 'the database has no room left; nothing was stored', {}, { cause: error });
  if (UNAVAILABLE.test(code) || error.message.includes('Connection terminated'))
    return new DomainError(
      'DATABASE_UNAVAILABLE',
      'the database does not answer; nothing was stored',
      {},
      { cause: error },
    );
  return error;
}
