/**
 * Least values of statistics that count as a change, for windows of 1,000 rows or more. In smaller windows a significant
 * change is enough for a warning.
 */
export const DRIFT_LIMITS = {
  psi: 0.25,
  psiCritical: 0.5,
  klDivergence: 0.1,
  wassersteinNormalised: 0.35,
  significance: 0.05,
} as const;
