import { FEATURES, type FeatureDefinition, type FeatureVector } from '../../../lake/features/features.ts';
import { seededRandom } from '../data/random.ts';

const DEFINITIONS: readonly FeatureDefinition[] = FEATURES;
const CATEGORIES = ['TRADING', 'AE', 'GOOGLE_ADS', 'MAINLAND', '', 'Ünknown ★'];

/** Random feature vectors: counts whole, other numbers not, every feature that can be missing is so in some. */
export function randomFeatures(rows: number, seed: number): readonly FeatureVector[] {
  const { uniform } = seededRandom(seed);
  const randomValue = ({ kind, whenIdle }: FeatureDefinition): number | string | null => {
    if (whenIdle === undefined && uniform() < 0.2) return null;
    if (kind === 'category') return CATEGORIES[Math.floor(uniform() * CATEGORIES.length)] ?? null;
    return whenIdle === undefined ? uniform() * 10 ** Math.floor(uniform() * 5) : Math.floor(uniform() * 30);
  };
  return Array.from(
    { length: rows },
    () => Object.fromEntries(DEFINITIONS.map((each) => [each.name, randomValue(each)])) as unknown as FeatureVector,
  );
}
