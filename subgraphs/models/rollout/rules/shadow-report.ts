import { auc } from '../../../../statistics/auc.ts';
import { brier } from '../../../../statistics/brier.ts';
import { pearson, spearman } from '../../../../statistics/correlation.ts';
import { countBins, referenceEdges } from '../../../../statistics/histogram.ts';
import { psi } from '../../../../statistics/psi.ts';
import { quantile } from '../../../../statistics/quantile.ts';
import { sortNumbers } from '../../../../statistics/sorted-numbers.ts';

/** Answer of one version to a request. */
export interface ShadowAnswer {
  /** probability, 0 to 1 */
  readonly probability: number;
  readonly grade: string;
  readonly latencyMs: number;
}

/** Request that the champion answered and the shadow received. */
export interface ShadowPair {
  readonly champion: ShadowAnswer;
  /** absent when the shadow failed */
  readonly shadow?: ShadowAnswer;
  /** 1 converted, 0 lost or too old; absent while the lead is pending */
  readonly outcome?: 0 | 1;
}

/** Quality of one version. */
export interface ShadowSide {
  /** milliseconds; undefined without answers */
  readonly latencyP50Ms: number | undefined;
  readonly latencyP95Ms: number | undefined;
  /** on matured leads; undefined unless both outcomes occur */
  readonly auc: number | undefined;
  /** on matured leads; undefined without any */
  readonly brier: number | undefined;
}

/** Number of requests with the champion's grade and the shadow's grade, equal ones included. */
export interface GradeChange {
  readonly championGrade: string;
  readonly shadowGrade: string;
  readonly count: number;
}

/** Comparison of a shadow with the champion. */
export interface ShadowReport {
  /** requests that both versions answered; all figures below are about these */
  readonly count: number;
  /** requests that failed in the shadow */
  readonly errors: number;
  /** requests that the shadow skipped because its queue was full */
  readonly dropped: number;
  /** leads with a known outcome */
  readonly matured: number;
  /** undefined with fewer than two answers, or when the answers of one version are constant */
  readonly pearson: number | undefined;
  readonly spearman: number | undefined;
  /** of the probabilities, 0 to 1; undefined without answers */
  readonly meanAbsoluteDifference: number | undefined;
  /** of the shadow's probabilities, over the champion's deciles; undefined without answers */
  readonly scorePsi: number | undefined;
  /** share of the champion's best tenth that is also in the shadow's best tenth, 0 to 1; undefined without answers */
  readonly topDecileOverlap: number | undefined;
  /** in the order of grades */
  readonly gradeChanges: readonly GradeChange[];
  readonly champion: ShadowSide;
  readonly shadow: ShadowSide;
}

/**
 * Compares a shadow with the champion on the requests that both answered.
 *
 * @param pairs   one per request, or per lead for a comparison by leads
 * @param dropped requests that the shadow's queue had no room for
 * @throws {RangeError} when a probability is outside 0–1
 */
export function shadowReport(pairs: readonly ShadowPair[], dropped: number): ShadowReport {
  const answered = pairs.filter((pair): pair is Required<Pick<ShadowPair, 'shadow'>> & ShadowPair => !!pair.shadow);
  const champion = answered.map((pair) => pair.champion);
  const shadow = answered.map((pair) => pair.shadow);
  const [ours, theirs] = [probabilitiesOf(champion), probabilitiesOf(shadow)];
  const outcomes = answered.map(({ outcome }) => outcome);
  const distance = ours.reduce((sum, probability, i) => sum + Math.abs(probability - (theirs[i] as number)), 0);
  return {
    count: answered.length,
    errors: pairs.length - answered.length,
    dropped,
    matured: outcomes.filter((outcome) => outcome !== undefined).length,
    pearson: pearson(ours, theirs),
    spearman: spearman(ours, theirs),
    meanAbsoluteDifference: answered.length > 0 ? distance / answered.length : undefined,
    scorePsi: answered.length > 0 ? scorePsi(ours, theirs) : undefined,
    topDecileOverlap: answered.length > 0 ? topDecileOverlap(ours, theirs) : undefined,
    gradeChanges: gradeChanges(champion, shadow),
    champion: sideOf(champion, outcomes),
    shadow: sideOf(shadow, outcomes),
  };
}

function probabilitiesOf(answers: readonly ShadowAnswer[]): Float64Array {
  return Float64Array.from(answers, ({ probability }) => probability);
}

function scorePsi(champion: Float64Array, shadow: Float64Array): number {
  const reference = sortNumbers(champion);
  const edges = referenceEdges(reference);
  return psi(countBins(reference, edges), countBins(sortNumbers(shadow), edges));
}

function topDecileOverlap(champion: Float64Array, shadow: Float64Array): number {
  const size = Math.ceil(champion.length / 10);
  const best = new Set(descendingOrder(champion).subarray(0, size));
  const both = descendingOrder(shadow)
    .subarray(0, size)
    .filter((position) => best.has(position));
  return both.length / size;
}

/** Indices of values in descending order; equal values keep their order. */
function descendingOrder(values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}

function gradeChanges(champion: readonly ShadowAnswer[], shadow: readonly ShadowAnswer[]): readonly GradeChange[] {
  const changes = new Map<string, GradeChange>();
  champion.forEach(({ grade: championGrade }, i) => {
    const shadowGrade = (shadow[i] as ShadowAnswer).grade;
    const key = JSON.stringify([championGrade, shadowGrade]);
    changes.set(key, { championGrade, shadowGrade, count: (changes.get(key)?.count ?? 0) + 1 });
  });
  return [...changes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

function sideOf(answers: readonly ShadowAnswer[], outcomes: readonly (0 | 1 | undefined)[]): ShadowSide {
  const latencies = sortNumbers(answers.map(({ latencyMs }) => latencyMs));
  const matured = answers.filter((_, i) => outcomes[i] !== undefined);
  const predictions = {
    probabilities: probabilitiesOf(matured),
    outcomes: outcomes.filter((outcome) => outcome !== undefined),
  };
  return {
    latencyP50Ms: quantile(latencies, 0.5),
    latencyP95Ms: quantile(latencies, 0.95),
    auc: auc(predictions)?.auc,
    brier: brier(predictions)?.brier,
  };
}
