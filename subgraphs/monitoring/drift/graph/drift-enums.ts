import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { DECISIVE_STATISTICS } from '../rules/choose-statistic.ts';
import { DRIFT_OUTCOMES } from '../rules/drift-thresholds.ts';
import { DRIFT_MEASURES } from '../rules/stream-measures.ts';

/** GraphQL enum of outcomes. */
export const DriftOutcome = stringEnum(DRIFT_OUTCOMES);
registerEnumType(DriftOutcome, {
  name: 'DriftOutcome',
  description: 'Outcome of a drift check.',
  valuesConfig: {
    INSUFFICIENT: { description: 'Too few rows for a decision.' },
    NONE: { description: 'No change, or one that is small or explained by chance.' },
    WARNING: { description: 'A significant change that should be examined.' },
    CRITICAL: { description: 'A change so large that scores may no longer be reliable.' },
  },
});

/** GraphQL enum of the statistics that can decide. */
export const DriftStatistic = stringEnum(DECISIVE_STATISTICS);
registerEnumType(DriftStatistic, {
  name: 'DriftStatistic',
  description: 'Statistic that decides the outcome of a drift check.',
  valuesConfig: {
    PSI: { description: 'Population Stability Index.' },
    KL_DIVERGENCE: { description: 'Kullback–Leibler divergence.' },
    WASSERSTEIN: { description: 'Wasserstein distance divided by the standard deviation of the reference window.' },
    KOLMOGOROV_SMIRNOV: { description: 'Two-sample Kolmogorov–Smirnov test.' },
    CHI_SQUARE: { description: 'χ² test of both windows as a contingency table.' },
  },
});

/** GraphQL enum of the kinds of bins. */
export const DriftBinKind = stringEnum(['RANGE', 'VALUE', 'CATEGORY', 'OTHER', 'MISSING'] as const);
registerEnumType(DriftBinKind, {
  name: 'DriftBinKind',
  description: 'Kind of values in a bin of a histogram.',
  valuesConfig: {
    RANGE: { description: 'Numbers from `from` up to, but not including, `to`; null means no bound.' },
    VALUE: { description: 'The single number `value`, which is frequent in the reference window.' },
    CATEGORY: { description: 'One category, `category`.' },
    OTHER: { description: 'Categories too rare for their own bin.' },
    MISSING: { description: 'Rows without a value.' },
  },
});

/** GraphQL enum of the origins of reference windows. */
export const ReferenceSource = stringEnum(['REGISTERED', 'FIXED'] as const);
registerEnumType(ReferenceSource, {
  name: 'ReferenceSource',
  description: 'Origin of a reference window.',
  valuesConfig: {
    REGISTERED: { description: 'Registered with the version.' },
    FIXED: { description: 'Fixed later by `setReferenceWindow`.' },
  },
});

/** GraphQL enum of the measures that detectors follow. */
export const DriftMeasure = stringEnum(DRIFT_MEASURES);
registerEnumType(DriftMeasure, {
  name: 'DriftMeasure',
  description: 'Measure of a version that streaming detectors follow.',
  valuesConfig: {
    SCORE: { description: 'Mean probability, 0 to 1.' },
    ERROR_RATE: { description: 'Share of requests that failed, 0 to 1.' },
    RESIDUAL: {
      description:
        'Mean of outcome minus probability, −1 to 1, as outcomes are recorded; an outcome is 1 when the lead converted, 0 when it was lost.',
    },
  },
});

/** GraphQL enum of the detectors. */
export const DriftDetector = stringEnum(['ADWIN', 'PAGE_HINKLEY'] as const);
registerEnumType(DriftDetector, {
  name: 'DriftDetector',
  description: 'Streaming detector.',
  valuesConfig: {
    ADWIN: { description: 'ADWIN: a window of values that is cut where its two parts have different means.' },
    PAGE_HINKLEY: {
      description: 'Page–Hinkley test: the sum of the deviations from the running mean, in either direction.',
    },
  },
});

/** GraphQL enum of directions. */
export const DriftDirection = stringEnum(['UP', 'DOWN'] as const);
registerEnumType(DriftDirection, {
  name: 'DriftDirection',
  description: 'Direction of a change.',
  valuesConfig: { UP: { description: 'The mean rose.' }, DOWN: { description: 'The mean fell.' } },
});
