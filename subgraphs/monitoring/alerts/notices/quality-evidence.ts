import { z } from 'zod';
import type { AlertMetric } from '../rules/alert-rule.ts';
import { countText, shareText, shortNumber } from './notice-numbers.ts';
import { timeBefore } from './notice-time.ts';

const QUALITY = z.object({
  rows: z.number(),
  quality: z.object({
    missingShare: z.number(),
    referenceMissingShare: z.number(),
    unseen: z.array(z.string()).optional(),
    range: z.tuple([z.number(), z.number()]).optional(),
  }),
});
const NEWEST = z.object({ newestAt: z.number().nullable() });

/** Evidence of data quality in words: `missing in 42 % of 1,204 predictions, in 2 % of the reference window`. */
export function qualityEvidence(metric: AlertMetric, evidence: unknown): readonly string[] {
  const found = QUALITY.safeParse(evidence).data;
  if (!found) return [];
  const { rows, quality } = found;
  const predictions = `${countText(rows)} predictions`;
  if (metric === 'MISSING_SHARE') {
    const before = `${shareText(quality.referenceMissingShare)} of the reference window`;
    return [`missing in ${shareText(quality.missingShare)} of ${predictions}, in ${before}`];
  }
  if (metric === 'UNSEEN_SHARE') return [`such as ${(quality.unseen ?? []).join(', ')}`, predictions];
  if (!quality.range) return [predictions];
  const [least, greatest] = quality.range;
  return [`the reference window has ${shortNumber(least)} to ${shortNumber(greatest)}`, predictions];
}

/** Evidence of freshness in words: `the newest is of 14:03 UTC`. */
export function freshnessEvidence(evidence: unknown, now: number, zone: string): readonly string[] {
  const at = NEWEST.safeParse(evidence).data?.newestAt;
  return at == null ? [] : [`the newest is of ${timeBefore(at, now, zone)}`];
}
