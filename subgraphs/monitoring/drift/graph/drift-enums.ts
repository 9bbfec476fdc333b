import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { DECIDING_STATISTICS } from '../rules/choose-statistic.ts';
import { DRIFT_OUTCOMES } from '../rules/drift-thresholds.ts';
import { DRIFT_MEASURES } from '../rules/stream-measures.ts';

/** GraphQL enum of outcomes. */
export const DriftOutcome = stringEnum(DRIFT_OUTCOMES);
registerEnumType(DriftOutcome, {
  name: 'DriftOutcome',
  description: 'What a drift check says.',
  valuesConfig: {
    INSUFFICIENT: { description: 'Too few rows to say anything.' },
    NONE: { description: 'No change beyond chance, or none that is large.' },
    WARNING: { description: 'Surely changed, and by enough to look at it.' },
    CRITICAL: { description: 'Changed so much that scores cannot be trusted as before.' },
  },
});

/** GraphQL enum of the statistics that decide. */
export const DriftStatistic = stringEnum(DECIDING_STATISTICS);
registerEnumType(DriftStatistic, {
  name: 'DriftStatistic',
  description: 'A statistic that decides whether there is drift.',
  valuesConfig: {
    PSI: { description: 'Population Stability Index.' },
    KL_DIVERGENCE: { description: 'Kullback–Leibler divergence.' },
    WASSERSTEIN: { description: "Wasserstein distance over the reference's standard deviation." },
    KOLMOGOROV_SMIRNOV: { description: 'Two-sample Kolmogorov–Smirnov test.' },
    CHI_SQUARE: { description: 'χ² test of both windows as a contingency table.' },
  },
});

/** GraphQL enum of what a bin holds. */
export const DriftBinKind = stringEnum(['RANGE', 'VALUE', 'CATEGORY', 'OTHER', 'MISSING'] as const);
registerEnumType(DriftBinKind, {
  name: 'DriftBinKind',
  description: 'What a bin of a histogram holds.',
  valuesConfig: {
    RANGE: { description: 'Numbers from `from` until below `to`; open where that is null.' },
    VALUE: { description: 'The one number `value`, which is frequent in the reference.' },
    CATEGORY: { description: 'One category.' },
    OTHER: { description: 'Categories too rare for a bin of their own.' },
    MISSING: { description: 'Rows without a value.' },
  },
});

/** GraphQL enum of where reference windows come from. */
export const ReferenceSource = stringEnum(['REGISTERED', 'FIXED'] as const);
registerEnumType(ReferenceSource, {
  name: 'ReferenceSource',
  description: 'Where a reference window comes from.',
  valuesConfig: {
    REGISTERED: { description: 'It came with the version when that was registered.' },
    FIXED: { description: 'Someone fixed it since, by setReferenceWindow.' },
  },
});

/** GraphQL enum of what detectors follow. */
export const DriftMeasure = stringEnum(DRIFT_MEASURES);
registerEnumType(DriftMeasure, {
  name: 'DriftMeasure',
  description: 'What streaming detectors follow of a version.',
  valuesConfig: {
    SCORE: { description: 'Mean of the probabilities.' },
    ERROR_RATE: { description: 'Share of the requests that failed.' },
    RESIDUAL: { description: 'Mean of outcome (1 converted, 0 lost) less probability, as outcomes are recorded.' },
  },
});

/** GraphQL enum of the detectors. */
export const DriftDetector = stringEnum(['ADWIN', 'PAGE_HINKLEY'] as const);
registerEnumType(DriftDetector, {
  name: 'DriftDetector',
  description: 'A streaming detector.',
  valuesConfig: {
    ADWIN: { description: 'Window that is cut where two parts of it have different means.' },
    PAGE_HINKLEY: { description: 'Sum of the distances from the mean so far, on either side.' },
  },
});

/** GraphQL enum of directions. */
export const DriftDirection = stringEnum(['UP', 'DOWN'] as const);
registerEnumType(DriftDirection, {
  name: 'DriftDirection',
  description: 'Where a mean went.',
  valuesConfig: { UP: { description: 'It rose.' }, DOWN: { description: 'It fell.' } },
});
