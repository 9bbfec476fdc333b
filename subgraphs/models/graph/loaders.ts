import DataLoader from 'dataloader';
import { JOIN_ONE_TICK } from '../../../platform/graphql/join-one-tick.ts';
import { findLinks } from '../mlflow/store/link-store.ts';
import { findLatestAnalyses, findRollouts, listOpenRollouts, rolloutNumber } from '../rollout/store/rollout-store.ts';
import { versionLabel } from '../versions/change-model.ts';
import { type Db, findChampions, findModels, findVersions, type VersionKey } from '../versions/store/version-store.ts';
import { presentLink } from './present-mlflow.ts';
import { presentAnalysis, presentRollout } from './present-rollout.ts';
import { presentModel, presentVersion } from './present-version.ts';
import type { MlflowVersion } from './types/mlflow.ts';
import type { Model } from './types/model.ts';
import type { ModelVersion } from './types/model-version.ts';
import type { Rollout } from './types/rollout.ts';
import type { RolloutAnalysis } from './types/rollout-analysis.ts';

/** Batching loaders; undefined for a key that does not exist. */
export interface Loaders {
  readonly versions: DataLoader<VersionKey, ModelVersion | undefined>;
  readonly champions: DataLoader<string, ModelVersion | undefined>;
  readonly models: DataLoader<string, Model | undefined>;
  /** by GraphQL id */
  readonly rollouts: DataLoader<string, Rollout | undefined>;
  /** open rollouts, by model */
  readonly openRollouts: DataLoader<string, Rollout | undefined>;
  /** latest analyses, by GraphQL id of their rollout */
  readonly analyses: DataLoader<string, RolloutAnalysis | undefined>;
  /** by the imported version */
  readonly mlflowVersions: DataLoader<VersionKey, MlflowVersion | undefined>;
}

/** Creates the loaders of the subgraph, once per process. */
export function createLoaders(db: Db): Loaders {
  return {
    versions: new DataLoader(async (keys: readonly VersionKey[]) => {
      const rows = new Map((await findVersions(db, keys)).map((row) => [versionLabel(row), row]));
      return keys.map((key) => present(rows.get(versionLabel(key)), presentVersion));
    }, JOIN_ONE_TICK),
    champions: new DataLoader(async (names: readonly string[]) => {
      const rows = new Map((await findChampions(db, names)).map((row) => [row.model, row]));
      return names.map((name) => present(rows.get(name), presentVersion));
    }, JOIN_ONE_TICK),
    models: new DataLoader(async (names: readonly string[]) => {
      const rows = new Map((await findModels(db, names)).map((row) => [row.name, row]));
      return names.map((name) => present(rows.get(name), presentModel));
    }, JOIN_ONE_TICK),
    rollouts: new DataLoader(async (ids: readonly string[]) => {
      const rows = new Map((await findRollouts(db, numbersOf(ids))).map((row) => [row.id, row]));
      return ids.map((id) => present(rows.get(Number(id)), presentRollout));
    }, JOIN_ONE_TICK),
    openRollouts: new DataLoader(async (models: readonly string[]) => {
      const rows = new Map((await listOpenRollouts(db)).map((row) => [row.model, row]));
      return models.map((model) => present(rows.get(model), presentRollout));
    }, JOIN_ONE_TICK),
    analyses: new DataLoader(async (ids: readonly string[]) => {
      const rows = new Map((await findLatestAnalyses(db, numbersOf(ids))).map((row) => [row.rollout, row]));
      return ids.map((id) => present(rows.get(Number(id)), ({ analysis, at }) => presentAnalysis(analysis, at)));
    }, JOIN_ONE_TICK),
    mlflowVersions: new DataLoader(async (keys: readonly VersionKey[]) => {
      const rows = new Map((await findLinks(db, keys)).map((row) => [versionLabel(row), row]));
      return keys.map((key) => present(rows.get(versionLabel(key)), presentLink));
    }, JOIN_ONE_TICK),
  };
}

function numbersOf(ids: readonly string[]): number[] {
  return ids.map(rolloutNumber).filter((id) => id !== undefined);
}

/** Creates an object per key, as the executor writes on what a resolver returns. */
function present<Row, Result>(row: Row | undefined, by: (row: Row) => Result): Result | undefined {
  return row === undefined ? undefined : by(row);
}
