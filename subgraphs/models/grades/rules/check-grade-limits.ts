import { InputFaults } from '../../../../platform/input-faults.ts';
import type { GradeLimits } from '../../../../scoring/grade.ts';

const ORDER = ['A', 'B', 'C'] as const;

/**
 * Checks the limits between grades: each within 0 and 1, exclusive, and each below the one before it.
 *
 * @throws {DomainError} VALIDATION_FAILED naming every limit at fault, by its name in the graph
 */
export function checkGradeLimits(limits: GradeLimits): void {
  const faults = new InputFaults();
  for (const [index, name] of ORDER.entries()) {
    const limit = limits[name];
    const better = ORDER[index - 1];
    const where = `limits.${name.toLowerCase()}`;
    if (!(limit > 0 && limit < 1)) faults.add(where, limit, 'a number above 0 and below 1');
    else if (better && limit >= limits[better])
      faults.add(where, limit, `less than limits.${better.toLowerCase()}, ${limits[better]}`);
  }
  faults.check();
}
