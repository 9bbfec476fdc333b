import type { FeatureInput } from '../../graph/generated/graphql.ts';
import { inputNameOf } from './slider-range.ts';

/** Values that the reader tries, by the name of the feature. */
export type TriedValues = ReadonlyMap<string, number | string>;

/** Tried values as the graph takes them. */
export function featureInput(tried: TriedValues): FeatureInput {
  return Object.fromEntries([...tried].map(([name, value]) => [inputNameOf(name), value]));
}

/** Tried values with one more; `undefined` is the lead's own value again. */
export function withValue(tried: TriedValues, name: string, value: number | string | undefined): TriedValues {
  const next = new Map(tried);
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return next;
}
