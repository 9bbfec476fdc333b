import { z } from 'zod';
import { FEATURES, type FeatureDefinition } from '../../../../lake/features/features.ts';
import type { Bin, BinCounts } from '../../windows/bin-windows.ts';
import type { AlertMetric } from '../rules/alert-rule.ts';
import { findBins } from './histogram-bars.ts';
import { countText, shareText, shortNumber } from './notice-numbers.ts';
import { timeBefore } from './notice-time.ts';
import { printable } from './printable.ts';

const WINDOW = z.object({ current: z.object({ from: z.number(), rows: z.number() }) });
const UNITS = new Map(FEATURES.map(({ name, unit }: FeatureDefinition) => [name as string, unit]));

/**
 * Evidence of drift in words: the bin that gained the most, and the size and start of the window.
 *
 * `76.6 % of leads are older than 73 days, 10 % in the reference; 1,953 leads since 14:16 UTC`
 */
export function driftEvidence(
  {
    metric,
    feature,
    evidence,
  }: { readonly metric: AlertMetric; readonly feature: string | null; readonly evidence: unknown },
  now: number,
  zone: string,
): readonly string[] {
  const window = WINDOW.safeParse(evidence).data?.current;
  return [
    ...gainText(findBins(evidence), (bin) => binPhrase(metric, feature ?? 'value', bin)),
    ...(window ? [`${countText(window.rows)} leads since ${timeBefore(window.from, now, zone)}`] : []),
  ];
}

/** A feature with its unit: `lead_age, days`. */
export function featureText(metric: AlertMetric, feature: string | null): string {
  if (metric === 'SCORE_DRIFT') return 'score';
  if (metric === 'GRADE_MIX_DRIFT') return 'grade';
  const unit = UNITS.get(feature ?? '');
  return printable(unit === undefined ? (feature ?? '') : `${feature}, ${unit}`);
}

function gainText(bins: readonly BinCounts[], phrase: (bin: Bin) => string): readonly string[] {
  const total = (window: 'reference' | 'current') => bins.reduce((sum, bin) => sum + bin[window], 0);
  const [reference, current] = [total('reference'), total('current')];
  if (reference <= 0 || current <= 0) return [];
  const gain = (bin: BinCounts) => bin.current / current - bin.reference / reference;
  const most = bins.toSorted((a, b) => gain(b) - gain(a))[0] as BinCounts;
  const before = shareText(most.reference / reference);
  return [`${shareText(most.current / current)} ${phrase(most.bin)}, ${before} in the reference`];
}

function binPhrase(metric: AlertMetric, feature: string, bin: Bin): string {
  if (metric === 'SCORE_DRIFT') return `of scores are ${rangeText(bin, '')}`;
  if (metric === 'GRADE_MIX_DRIFT')
    return `of leads have ${bin.of === 'CATEGORY' ? `grade ${bin.category}` : 'another grade'}`;
  if (bin.of === 'MISSING') return `of leads have no ${feature}`;
  if (bin.of === 'CATEGORY') return `of leads have the ${feature} ${bin.category}`;
  if (bin.of === 'OTHER') return `of leads have a rarer ${feature}`;
  if (feature === 'lead_age') return `of leads are ${ageText(bin)}`;
  return `of leads have ${feature} of ${rangeText(bin, UNITS.get(feature) ?? '')}`;
}

function rangeText(bin: Bin, unit: string): string {
  const shown = (value: number) => `${shortNumber(value)} ${unit}`.trim();
  if (bin.of === 'VALUE') return `exactly ${shown(bin.value)}`;
  if (bin.of !== 'RANGE') return 'missing';
  if (bin.from === undefined) return bin.to === undefined ? 'any value' : `less than ${shown(bin.to)}`;
  return bin.to === undefined ? `${shown(bin.from)} or more` : `${shortNumber(bin.from)} to ${shown(bin.to)}`;
}

function ageText(bin: Bin): string {
  if (bin.of !== 'RANGE') return bin.of === 'VALUE' ? `exactly ${shortNumber(bin.value)} days old` : 'of unknown age';
  if (bin.from === undefined) return bin.to === undefined ? 'of any age' : `younger than ${shortNumber(bin.to)} days`;
  if (bin.to === undefined) return `older than ${shortNumber(bin.from)} days`;
  return `${shortNumber(bin.from)} to ${shortNumber(bin.to)} days old`;
}
