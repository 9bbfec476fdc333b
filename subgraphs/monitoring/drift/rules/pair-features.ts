import { refusal } from '../../../../platform/refusal.ts';
import type { Column, WindowSummary } from '../../windows/window-summary.ts';
import type { ComparedFeature } from './check-features.ts';

/** Windows by feature. */
export type WindowsByFeature = Readonly<Record<string, Column | WindowSummary>>;

/**
 * Pairs the windows of each feature of the current window.
 *
 * @param contributions mean absolute contribution of each feature to the score, log-odds; 0 for those not named
 * @throws {DomainError} VALIDATION_FAILED when the reference lacks a feature, or has it as another kind
 */
export function pairFeatures(
  reference: WindowsByFeature,
  current: WindowsByFeature,
  contributions: Readonly<Record<string, number>> = {},
): readonly ComparedFeature[] {
  return Object.entries(current).map(([name, window]) => {
    const before = Object.hasOwn(reference, name) ? reference[name] : undefined;
    if (!before) throw refusal('VALIDATION_FAILED', `reference window, ${name}`, 'no such feature', 'one');
    if (before.kind !== window.kind) {
      throw refusal('VALIDATION_FAILED', `reference window, ${name}`, `a ${before.kind}`, `a ${window.kind}`);
    }
    return { name, reference: before, current: window, contribution: contributions[name] ?? 0 };
  });
}
