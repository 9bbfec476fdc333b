import { type Interval, wilsonInterval } from '../../../../statistics/wilson.ts';

/** Least predictions of a slice that is compared. */
export const LEAST_SLICE_PREDICTIONS = 100;

/** Ratio to the highest selection rate below which a slice should be examined: the four-fifths rule. */
export const FOUR_FIFTHS = 0.8;

/** One prediction with the slice of its lead. */
export interface SlicedPrediction {
  readonly slice: string;
  /** calibrated, 0–1 */
  readonly probability: number;
  /** 1 converted, 0 not, undefined while it is pending */
  readonly outcome?: 0 | 1 | undefined;
}

/** Selection and error rates of one slice. Rates have Wilson's interval at 95 %, and are absent without leads. */
export interface SliceFairness {
  readonly slice: string;
  readonly predictions: number;
  readonly matured: number;
  /** share at or above the cut-point, of all predictions */
  readonly selectionRate: Interval;
  /** of those that converted, the share selected: the true positive rate */
  readonly truePositiveRate?: Interval;
  /** of those that did not convert, the share selected: the false positive rate */
  readonly falsePositiveRate?: Interval;
  /** selection rate over the highest of all slices large enough; absent for a small slice, and when none selects any */
  readonly selectionRatio?: number;
  /** whether that ratio is below {@link FOUR_FIFTHS} */
  readonly isBelowFourFifths: boolean;
}

/**
 * Compares the selection and error rates of slices at a cut-point.
 *
 * Rates differ by chance too, hence the intervals; slices with fewer than `leastPredictions` are listed but not compared. A
 * difference is a reason to examine, not a proof: slices may truly convert at different rates.
 *
 * @param cutPoint 0–1: a lead is selected from here on
 * @returns the largest slice first
 * @throws {RangeError} when the cut-point is outside of 0–1
 * @see Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D; Hardt, Price, Srebro, Equality of
 *   Opportunity in Supervised Learning (2016)
 */
export function fairness(
  predictions: readonly SlicedPrediction[],
  cutPoint: number,
  leastPredictions: number = LEAST_SLICE_PREDICTIONS,
): readonly SliceFairness[] {
  if (!(cutPoint >= 0 && cutPoint <= 1)) throw new RangeError(`cut-point: found ${cutPoint}, expected 0–1`);
  const slices = [...countSlices(predictions, cutPoint)].map(([slice, counts]) => ({ slice, counts }));
  const isLarge = (counts: SliceCounts) => counts.all >= leastPredictions;
  const rates = slices.filter(({ counts }) => isLarge(counts)).map(({ counts }) => counts.selected / counts.all);
  const highest = Math.max(0, ...rates);
  return slices
    .sort((a, b) => b.counts.all - a.counts.all || (a.slice < b.slice ? -1 : 1))
    .map(({ slice, counts }) => {
      const isCompared = isLarge(counts) && highest > 0;
      const ratio = isCompared ? counts.selected / counts.all / highest : undefined;
      return {
        slice,
        predictions: counts.all,
        matured: counts.converted + counts.lost,
        selectionRate: wilsonInterval({ trials: counts.all, events: counts.selected }) as Interval,
        ...rate('truePositiveRate', counts.convertedSelected, counts.converted),
        ...rate('falsePositiveRate', counts.lostSelected, counts.lost),
        ...(ratio !== undefined && { selectionRatio: ratio }),
        isBelowFourFifths: ratio !== undefined && ratio < FOUR_FIFTHS,
      };
    });
}

interface SliceCounts {
  all: number;
  selected: number;
  converted: number;
  convertedSelected: number;
  lost: number;
  lostSelected: number;
}

function countSlices(predictions: readonly SlicedPrediction[], cutPoint: number): ReadonlyMap<string, SliceCounts> {
  const slices = new Map<string, SliceCounts>();
  for (const { slice, probability, outcome } of predictions) {
    const counts = slices.get(slice) ?? {
      all: 0,
      selected: 0,
      converted: 0,
      convertedSelected: 0,
      lost: 0,
      lostSelected: 0,
    };
    slices.set(slice, counts);
    const selected = Number(probability >= cutPoint);
    counts.all += 1;
    counts.selected += selected;
    if (outcome === 1) {
      counts.converted += 1;
      counts.convertedSelected += selected;
    } else if (outcome === 0) {
      counts.lost += 1;
      counts.lostSelected += selected;
    }
  }
  return slices;
}

function rate<Name extends string>(name: Name, events: number, trials: number): { readonly [key in Name]?: Interval } {
  const interval = wilsonInterval({ trials, events });
  return (interval ? { [name]: interval } : {}) as { readonly [key in Name]?: Interval };
}
