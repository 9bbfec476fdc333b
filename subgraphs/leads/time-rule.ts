import { DomainError } from '../shared/errors.ts';

/**
 * Checks that something said to have happened has happened.
 *
 * @param field where the time stands, for the message
 * @param time  epoch milliseconds
 * @param now   epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED when the time lies in the future
 */
export function checkNotInFuture(field: string, time: number, now: number): void {
  if (time <= now) return;
  const [found, latest] = [new Date(time).toISOString(), new Date(now).toISOString()];
  throw new DomainError('VALIDATION_FAILED', `${field}: found ${found}, expected no time after ${latest}`, { field });
}
