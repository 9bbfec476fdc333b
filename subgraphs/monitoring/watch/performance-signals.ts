import type { Signal } from '../alerts/rules/signal.ts';
import type { VersionPerformance } from '../performance/performance-service.ts';

/** Least leads for a performance signal: with fewer, intervals are as wide as the differences that rules watch. */
export const LEAST_LEADS = 100;

/**
 * Signals of the performance of a version: realised on matured leads, and estimated for pending ones. Null where it is not
 * known yet.
 */
export function performanceSignals(
  { model, version }: Pick<Signal, 'model'> & { readonly version: number },
  { report, estimateOfMatured, estimateOfPending, measuredAt, from, until }: VersionPerformance,
): readonly Signal[] {
  const common = { model, check: 'PERFORMANCE', version, at: measuredAt } as const;
  const isMatured = report.matured >= LEAST_LEADS;
  const promised = estimateOfMatured?.auc;
  const realised = report.auc?.auc;
  const isPromised = promised !== undefined && realised !== undefined;
  const { calibration } = report;
  const ofMatured: [Signal['metric'], number | undefined][] = [
    ['AUC', realised],
    ['AUC_DROP', isPromised ? promised - realised : undefined],
    ['CALIBRATION_ERROR', calibration?.expectedError],
    ['CALIBRATION_BIAS', calibration && Math.abs(calibration.signedBias)],
  ];
  const isPending = estimateOfPending !== undefined && estimateOfPending.predictions >= LEAST_LEADS;
  const values: [Signal['metric'], number | undefined][] = [
    ...ofMatured.map(([metric, value]): [Signal['metric'], number | undefined] => [
      metric,
      isMatured ? value : undefined,
    ]),
    ['ESTIMATED_AUC', isPending ? estimateOfPending.auc : undefined],
  ];
  const evidence = { from, until, report, estimateOfMatured, estimateOfPending };
  return values.map(([metric, value]) => ({ ...common, metric, value: value ?? null, evidence }));
}
