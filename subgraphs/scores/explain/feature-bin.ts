import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type FeatureValue,
} from '../../../lake/features/features.ts';

/** Values of a feature that are counted together. A range is from `from`, inclusive, to `until`, exclusive; null is no end. */
export type FeatureBin =
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'CATEGORY'; readonly value: string }
  | { readonly kind: 'RANGE'; readonly from: number; readonly until: number | null };

const DEFINITIONS: readonly FeatureDefinition[] = FEATURES;
const UNITS = new Map(DEFINITIONS.map(({ name, unit }) => [name, unit]));

// the same for every model and time, so that a sentence means the same next year
const COUNTS = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const DAYS = [0, 1, 2, 3, 5, 7, 14, 30, 60, 90, 180, 365];
const SECONDS = [0, 1, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200];

/** Finds the bin of a value: a category by itself, a number by fixed bounds of its unit. */
export function binOf(feature: FeatureName, value: FeatureValue): FeatureBin {
  if (value === null) return { kind: 'MISSING' };
  if (typeof value === 'string') return { kind: 'CATEGORY', value };
  const unit = UNITS.get(feature);
  const bounds = unit === 'days' ? DAYS : unit === 'seconds' ? SECONDS : COUNTS;
  const at = Math.max(
    0,
    bounds.findLastIndex((bound) => bound <= value),
  );
  return { kind: 'RANGE', from: bounds[at] as number, until: bounds[at + 1] ?? null };
}

/** A bin as the key of a map, within its feature. */
export function binKey(bin: FeatureBin): string {
  if (bin.kind === 'MISSING') return '';
  return bin.kind === 'CATEGORY' ? `=${bin.value}` : `${bin.from}`;
}
