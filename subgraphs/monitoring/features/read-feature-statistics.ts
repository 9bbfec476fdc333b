import type { Kysely } from 'kysely';
import { runCooperatively, type Steps } from '../../../statistics/run-cooperatively.ts';
import { type DataWindow, readPredictionWindow } from '../windows/prediction-window.ts';
import { getReference, readReference } from '../windows/reference-window.ts';
import { checkTimeWindow, type TimeWindow } from '../windows/time-window.ts';
import { getVersion, type VersionKey } from '../windows/version-facts.ts';
import { type ColumnName, columnsOf } from '../windows/window-columns.ts';
import { type Column, summariseWindow } from '../windows/window-summary.ts';
import {
  type CategoryStatistics,
  featureStatistics,
  KEPT_QUANTILES,
  type NumberStatistics,
} from './rules/feature-statistics.ts';

/** A quantile of a feature: the value below which a share of the values lies. */
export interface FeatureQuantile {
  /** 0–1 */
  readonly share: number;
  readonly value: number;
}

type CommonStatistic = 'rows' | 'missingShare' | 'cardinality';

/** Statistics of one feature; those of the other kind of feature are absent. */
export interface FeatureSummary
  extends Pick<NumberStatistics, CommonStatistic>,
    Partial<Omit<NumberStatistics, CommonStatistic | 'kind' | 'quantiles'>>,
    Partial<Pick<CategoryStatistics, 'unseenCategories' | 'unseenRows'>> {
  readonly feature: string;
  readonly quantiles?: readonly FeatureQuantile[];
}

/** Statistics of the features of a version over a window. */
export interface FeatureStatistics extends VersionKey, TimeWindow {
  readonly modelVersion: VersionKey;
  readonly rows: number;
  /** in the order of the signature */
  readonly features: readonly FeatureSummary[];
}

/** Requested statistics. */
export interface FeatureStatisticsRequest extends TimeWindow {
  readonly model: string;
  /** the champion when absent */
  readonly version?: number | undefined;
}

/**
 * Computes the statistics of the features of a version over a window, compared with its reference window.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED for an empty window or one in the future, MODEL_NOT_FOUND,
 * MODEL_VERSION_NOT_FOUND, NO_LIVE_MODEL, REFERENCE_WINDOW_NOT_FOUND
 */
export async function readFeatureStatistics(
  db: Kysely<never>,
  { model, version, from, until }: FeatureStatisticsRequest,
  now: number,
): Promise<FeatureStatistics> {
  checkTimeWindow('window', { from, until }, now);
  const { signature, ...found } = await getVersion(db, model, version);
  const key: VersionKey = { model, version: found.version };
  const names = columnsOf(signature);
  const current = await readPredictionWindow(db, key, names, { from, until });
  const reference = await readReference(db, key, await getReference(db, key), names);
  const features = await runCooperatively(summarise(names, reference, current));
  return { ...key, modelVersion: key, from: current.from, until, rows: current.rows, features };
}

function* summarise(
  names: readonly ColumnName[],
  reference: DataWindow,
  current: DataWindow,
): Steps<readonly FeatureSummary[]> {
  const features: FeatureSummary[] = [];
  for (const { name, kind } of names) {
    const empty: Column = kind === 'number' ? { kind, values: [] } : { kind, values: [] };
    const [before, here] = [reference.columns[name] ?? empty, current.columns[name] ?? empty];
    const statistics = featureStatistics(yield* summariseWindow(before), yield* summariseWindow(here));
    features.push(present(name, statistics));
    yield;
  }
  return features;
}

function present(feature: string, statistics: ReturnType<typeof featureStatistics>): FeatureSummary {
  if (statistics.kind === 'category') return { feature, ...statistics };
  const quantiles = statistics.quantiles.map((value, i) => ({ share: KEPT_QUANTILES[i] as number, value }));
  return { feature, ...statistics, quantiles };
}
