/** Limits and step of a slider. */
export interface SliderRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Values of a feature that recent leads had. */
export interface SeenValues {
  readonly least: number | null;
  readonly most: number | null;
  readonly quantiles: readonly { readonly share: number; readonly value: number }[] | null;
}

const STEPS = 100;
const GROWTH = 2;
const LEAST_MOST = 10;

/**
 * Range of a slider: from 0 to what 99 % of recent leads stay below, and at least to twice the lead's own value, so that
 * there is room to try.
 *
 * @param current the lead's value; null when it is unknown
 */
export function sliderRange(current: number | null, seen: SeenValues | undefined): SliderRange {
  const usual = seen?.quantiles?.find(({ share }) => share >= 0.99)?.value ?? seen?.most ?? undefined;
  const wanted = Math.max(usual ?? 0, GROWTH * (current ?? 0), LEAST_MOST);
  const step = niceStep(wanted / STEPS);
  return { least: 0, most: Math.ceil(wanted / step) * step, step };
}

/** The next of 1, 2 and 5 times a power of ten that is at least `least` and 1: features count whole things. */
function niceStep(least: number): number {
  if (least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
}

/** The field of `FeatureInput` that sets a feature: `interactions_7d` is `interactions7d`. */
export function inputNameOf(feature: string): string {
  return feature.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
