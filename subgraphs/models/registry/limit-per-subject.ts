import { DomainError } from '../../../platform/errors.ts';

/** Runs work for a subject, or refuses it. */
export type SubjectLimit = <Result>(subject: string, work: () => Promise<Result>) => Promise<Result>;

// inspecting a small file takes about a second
const RETRY_AFTER_SECONDS = 5;

/**
 * Limits the concurrent registrations of each subject to `max`: each keeps a file in memory and waits for a process.
 *
 * @throws the limit: {DomainError} TOO_MANY_REGISTRATIONS with `retryAfterSeconds`
 */
export function limitPerSubject(max: number): SubjectLimit {
  const underWay = new Map<string, number>();
  return async (subject, work) => {
    const found = underWay.get(subject) ?? 0;
    if (found >= max) {
      const message = `registrations of ${subject}: found ${found} under way, expected at most ${max} at once; try again when one has ended`;
      const details = { found, expected: max, retryAfterSeconds: RETRY_AFTER_SECONDS };
      throw new DomainError('TOO_MANY_REGISTRATIONS', message, details);
    }
    underWay.set(subject, found + 1);
    try {
      return await work();
    } finally {
      const left = (underWay.get(subject) as number) - 1;
      if (left > 0) underWay.set(subject, left);
      else underWay.delete(subject);
    }
  };
}
