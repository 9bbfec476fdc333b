import { checkReason } from '../../../platform/check-reason.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { Grade } from '../leads/lead.ts';
import type { ScoreOverride } from './score-override.ts';

/** Longest time that an override is in force, days. */
export const LONGEST_OVERRIDE_DAYS = 90;

/** Terms of an override. */
export interface OverrideTerms {
  readonly grade: Grade;
  /** without blanks around it */
  readonly reason: string;
  /** epoch milliseconds */
  readonly expiresAt: number;
}

/**
 * Checks an override.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED for no reason, or an expiry that is past or more than 90 days ahead
 */
export function checkOverride({ reason, expiresAt }: OverrideTerms, now: number): void {
  checkReason(reason);
  const faults = new InputFaults();
  const latest = now + LONGEST_OVERRIDE_DAYS * DAY_MS;
  if (!(expiresAt > now && expiresAt <= latest)) {
    const expected = `a time after ${new Date(now).toISOString()}, at most ${LONGEST_OVERRIDE_DAYS} days ahead`;
    faults.add('expiresAt', new Date(expiresAt), expected);
  }
  faults.check();
}

/** Whether an override says the same, by the same person: a retry of the request that made it. */
export function isSameOverride(
  { grade, actor, reason, expiresAt }: ScoreOverride,
  terms: OverrideTerms,
  by: string,
): boolean {
  return grade === terms.grade && actor === by && reason === terms.reason && expiresAt === terms.expiresAt;
}
