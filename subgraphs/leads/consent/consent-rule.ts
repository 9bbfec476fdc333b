import type { InputFaults } from '../../../platform/input-faults.ts';
import { isStorableText } from '../../../platform/storable-text.ts';
import { checkNotInFuture } from '../leads/time-rule.ts';
import type { NewConsent } from './consent.ts';

/** Most consents of one submission. */
export const MOST_CONSENTS = 20;

/** Name of a purpose: upper snake case, at most 64 characters. */
export const PURPOSE = /^[A-Z][A-Z0-9_]{0,63}$/;

const LONGEST_VERSION = 100;

/**
 * Checks the consents of a submission: their number, each purpose once, and every value.
 *
 * @param faults collects the values out of range
 * @param now    epoch milliseconds
 */
export function checkConsents(faults: InputFaults, consents: readonly NewConsent[], now: number): void {
  if (consents.length > MOST_CONSENTS)
    faults.add('input.consents', consents.length, `at most ${MOST_CONSENTS} consents`);
  const purposes = new Set<string>();
  for (const [index, { purpose, textVersion, givenAt }] of consents.slice(0, MOST_CONSENTS).entries()) {
    const where = `input.consents[${index}]`;
    if (!PURPOSE.test(purpose)) faults.add(`${where}.purpose`, purpose, 'a name in capitals such as CONTACT');
    else if (purposes.has(purpose)) faults.add(`${where}.purpose`, purpose, 'each purpose once');
    purposes.add(purpose);
    if (textVersion.trim() === '' || textVersion.length > LONGEST_VERSION || !isStorableText(textVersion))
      faults.add(`${where}.textVersion`, textVersion, `the version of a text, 1 to ${LONGEST_VERSION} characters`);
    checkNotInFuture(faults, `${where}.givenAt`, givenAt, now);
  }
}
