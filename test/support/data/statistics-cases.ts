import { readFileSync } from 'node:fs';
import { projectFile } from '../../../platform/process/program.ts';

/** Two windows of a numeric feature, with what SciPy makes of them. */
export interface NumericCase {
  readonly kind: 'numeric';
  readonly name: string;
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly expect: {
    readonly ks: { readonly statistic: number; readonly pValue: number; readonly method: string };
    readonly psi: {
      readonly edges: readonly number[];
      readonly referenceCounts: readonly number[];
      readonly currentCounts: readonly number[];
      readonly value: number;
      readonly critical99: number;
    };
    readonly klDivergence: { readonly value: number };
    readonly jensenShannonDistance: { readonly value: number };
    readonly wasserstein: { readonly value: number; readonly normalised: number };
  };
}

/** Two windows of a categorical feature. */
export interface CategoricalCase {
  readonly kind: 'categorical';
  readonly name: string;
  readonly reference: readonly string[];
  readonly current: readonly string[];
  readonly expect: {
    readonly categories: readonly string[];
    readonly chiSquare: { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number };
    readonly psi: { readonly value: number };
  };
}

/** Predictions with their outcomes. */
export interface PerformanceCase {
  readonly kind: 'performance';
  readonly name: string;
  readonly probability: readonly number[];
  readonly converted: readonly number[];
  readonly expect: { readonly auc: number; readonly brier: number; readonly logLoss: number };
}

/** Subjects per arm beside the weights of the arms. */
export interface SampleRatioCase {
  readonly kind: 'sampleRatioMismatch';
  readonly name: string;
  readonly observed: readonly number[];
  readonly weights: readonly number[];
  readonly expect: { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number };
}

/** Two arms compared at any time. */
export interface SequenceCase {
  readonly kind: 'confidenceSequence';
  readonly name: string;
  readonly control: { readonly trials: number; readonly events: number };
  readonly treatment: { readonly trials: number; readonly events: number };
  readonly alpha: number;
  readonly tunedForN: number;
  readonly expect: {
    readonly difference: number;
    readonly standardError: number;
    readonly rho: number;
    readonly halfWidth: number;
  };
}

type StatisticsCase = NumericCase | CategoricalCase | PerformanceCase | SampleRatioCase | SequenceCase;

const FILE = projectFile('test/fixtures/statistics.json');
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly StatisticsCase[] };

/** The reference cases of one kind, from NumPy and SciPy. */
export function statisticsCases<Kind extends StatisticsCase['kind']>(
  kind: Kind,
): readonly Extract<StatisticsCase, { readonly kind: Kind }>[] {
  return cases.filter((one): one is Extract<StatisticsCase, { readonly kind: Kind }> => one.kind === kind);
}
