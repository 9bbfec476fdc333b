import type { VersionPerformance } from '../performance/performance-service.ts';
import type { Signal } from './signal.ts';

/** Leads that performance needs before it says something: below, its intervals are as wide as what rules look for. */
export const LEAST_LEADS = 100;

/**
 * What alerts watch of the performance of a version: what was realised of matured leads, and what is expected of pending
 * ones. What is not known yet gives no signal.
 */
export function performanceSignals(
  { model, version }: Pick<Signal, 'model'> & { readonly version: number },
  { report, estimateOfMatured, estimateOfPending, measuredAt, from, until }: VersionPerformance,
): readonly Signal[] {
  const common = { model, version, at: measuredAt };
  const values: [Signal['metric'], number | undefined][] = [];
  if (report.matured >= LEAST_LEADS) {
    const promised = estimateOfMatured?.auc;
    const realised = report.auc?.auc;
    const isKnown = promised !== undefined && realised !== undefined;
    values.push(
      ['AUC', realised],
      ['AUC_DROP', isKnown ? promised - realised : undefined],
      ['CALIBRATION_ERROR', report.calibration?.expectedError],
      ['CALIBRATION_BIAS', report.calibration && Math.abs(report.calibration.signedBias)],
    );
  }
  if (estimateOfPending && estimateOfPending.predictions >= LEAST_LEADS)
    values.push(['ESTIMATED_AUC', estimateOfPending.auc]);
  const evidence = { from, until, report, estimateOfMatured, estimateOfPending };
  return values.flatMap(([metric, value]) => (value === undefined ? [] : { ...common, metric, value, evidence }));
}
