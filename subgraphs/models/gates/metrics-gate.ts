import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';

/**
 * Gate METRICS: a first champion states its AUC. Without it nothing says that the model is better than chance, and no later
 * version can be compared with it.
 */
export function metricsGate({ candidate: { metrics } }: Pick<PromotionEvidence, 'candidate'>): GateResult {
  const names = Object.keys(metrics);
  const others = names.length > 0 ? ` (only ${names.sort().join(', ')})` : '';
  return {
    gate: 'METRICS',
    verdict: metrics.auc === undefined ? 'FAILED' : 'PASSED',
    found: metrics.auc === undefined ? `no auc${others}` : `auc ${metrics.auc}`,
    needed: 'auc of a holdout in the manifest, as later versions are compared with it',
  };
}
