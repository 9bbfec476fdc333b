import { z } from 'zod';
import type { AlertMetric } from '../rules/alert-rule.ts';
import { countText, pointsText } from './notice-numbers.ts';
import { timeBefore } from './notice-time.ts';

const PERFORMANCE = z.object({
  from: z.number(),
  report: z.object({
    matured: z.number(),
    auc: z.object({ auc: z.number(), lower: z.number(), upper: z.number() }).optional(),
    calibration: z.object({ expectedError: z.number(), signedBias: z.number() }).optional(),
  }),
  estimateOfMatured: z.object({ auc: z.number().optional() }).optional(),
  estimateOfPending: z.object({ predictions: z.number(), auc: z.number().optional() }).optional(),
});

/** Evidence of performance in words: `0.58 to 0.64 with 95 % confidence; promised 0.750; 1,204 matured leads since …`. */
export function performanceEvidence(
  metric: AlertMetric,
  evidence: unknown,
  now: number,
  zone: string,
): readonly string[] {
  const found = PERFORMANCE.safeParse(evidence).data;
  if (!found) return [];
  const { report, from, estimateOfPending } = found;
  if (metric === 'ESTIMATED_AUC')
    return estimateOfPending
      ? [`estimated from ${countText(estimateOfPending.predictions)} leads without an outcome yet`]
      : [];
  const matured = `${countText(report.matured)} matured leads since ${timeBefore(from, now, zone)}`;
  return [...wordsOf(metric, found), matured];
}

function wordsOf(metric: AlertMetric, { report, estimateOfMatured }: z.output<typeof PERFORMANCE>): readonly string[] {
  const { auc, calibration } = report;
  const words: string[] = [];
  if (metric === 'AUC' || metric === 'AUC_DROP') {
    if (auc)
      words.push(
        `realised ${auc.auc.toFixed(3)}, ${auc.lower.toFixed(3)} to ${auc.upper.toFixed(3)} with 95 % confidence`,
      );
    if (estimateOfMatured?.auc !== undefined) words.push(`promised ${estimateOfMatured.auc.toFixed(3)}`);
  } else if (calibration && metric === 'CALIBRATION_BIAS') {
    const side = calibration.signedBias < 0 ? 'low' : 'high';
    words.push(`probabilities are ${pointsText(Math.abs(calibration.signedBias))} too ${side} on average`);
  } else if (calibration) words.push(`probabilities are off by ${pointsText(calibration.expectedError)} on average`);
  return words;
}
