import type { TrialResult } from './run-trial.ts';

/** One line of figures: what was stored first, times after. */
export function describeResult(name: string, result: TrialResult): string {
  const { acknowledged, found, doubled, lost, unheard, heardTwice, recoveredAfterMs, observations } = result;
  const errors = [...result.errors].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  return [
    `${name}: acknowledged ${acknowledged}, found ${found}, doubled ${doubled}, lost ${lost}`,
    `subscriber unheard ${unheard}, twice ${heardTwice}`,
    `errors ${errors.join(', ') || 'none'}`,
    `longest silence ${result.longestSilenceMs} ms, of the subscriber ${result.subscriberSilenceMs} ms`,
    recoveredAfterMs === undefined
      ? 'did not recover before it was started again'
      : `recovered after ${recoveredAfterMs} ms`,
    ...observations,
  ].join('; ');
}
