import { Adwin, type AdwinState } from './adwin.ts';
import { PageHinkley, type PageHinkleyState } from './page-hinkley.ts';

/** Measures of a version that detectors follow: mean score, share of failures, and outcome minus probability. */
export const DRIFT_MEASURES = ['SCORE', 'ERROR_RATE', 'RESIDUAL'] as const;

/** A measure of {@link DRIFT_MEASURES}. */
export type DriftMeasure = (typeof DRIFT_MEASURES)[number];

/** States of both detectors of a measure, as JSON. */
export interface DetectorState {
  readonly adwin?: AdwinState;
  readonly pageHinkley?: PageHinkleyState;
}

/** Value of a stream. */
export interface StreamValue {
  readonly value: number;
  /** epoch milliseconds */
  readonly at: number;
}

/** Change that a detector found. */
export interface StreamChange {
  readonly detector: 'ADWIN' | 'PAGE_HINKLEY';
  readonly direction: 'UP' | 'DOWN';
  /** ADWIN knows both means */
  readonly meanBefore: number | null;
  readonly meanAfter: number | null;
  /** of the value at which it was found, epoch milliseconds */
  readonly at: number;
}

/**
 * Bounds of each measure, and the scale of Page–Hinkley: about the standard deviation that values have without a change.
 * That of failures is larger than that of 1 % of failures, 0.1: three failures in a row by chance are no change.
 */
const SETTINGS: Readonly<Record<DriftMeasure, { readonly range: readonly [number, number]; readonly scale: number }>> =
  {
    SCORE: { range: [0, 1], scale: 0.2 },
    ERROR_RATE: { range: [0, 1], scale: 0.25 },
    RESIDUAL: { range: [-1, 1], scale: 0.3 },
  };

/** Values between two tests: a test costs as much as some hundred values. */
const LOOK_EVERY = 32;

/** Feeds values to both detectors of a measure, in order. */
export function followStream(
  measure: DriftMeasure,
  state: DetectorState,
  values: readonly StreamValue[],
): { readonly state: Required<DetectorState>; readonly changes: readonly StreamChange[] } {
  const { range, scale } = SETTINGS[measure];
  const adwin = new Adwin({ range, checkEvery: LOOK_EVERY }, state.adwin);
  const pageHinkley = new PageHinkley({ scale }, state.pageHinkley);
  const changes: StreamChange[] = [];
  for (const { value, at } of values) {
    const cut = adwin.add(value);
    if (cut) {
      const { before: meanBefore, after: meanAfter } = cut;
      changes.push({ detector: 'ADWIN', direction: meanAfter > meanBefore ? 'UP' : 'DOWN', meanBefore, meanAfter, at });
    }
    const direction = pageHinkley.add(value);
    if (direction) changes.push({ detector: 'PAGE_HINKLEY', direction, meanBefore: null, meanAfter: null, at });
  }
  return { state: { adwin: adwin.toJSON(), pageHinkley: pageHinkley.toJSON() }, changes };
}
