import { DomainError } from '../../../../platform/errors.ts';
import type { MlflowModel } from '../client/mlflow-answers.ts';
import { type ImportDeps, type ImportRun, importVersions } from './import-versions.ts';
import { modelNameOf } from './model-name.ts';
import { recordModels, recordVersions, settleDeletions } from './record-deletions.ts';
import { type SyncAliasesDeps, syncAliases } from './sync-aliases.ts';
import { emptyReport, type SyncReport } from './sync-report.ts';

/** Collaborators and settings of {@link syncRegistry}. */
export interface SyncDeps extends ImportDeps, Omit<SyncAliasesDeps, 'promotions' | 'clock'> {
  /** names of registered models; empty for all */
  readonly models: readonly string[];
}

/** Result of a sync, and the first failed write to MLflow, if any. */
export interface SyncResult {
  readonly report: SyncReport;
  readonly failure: DomainError | undefined;
}

/**
 * Synchronizes with MLflow once: records deletions and renames, imports new versions, then reconciles aliases and
 * stages, model by model.
 *
 * @throws {DomainError} MLFLOW_* when the models or their versions cannot be listed
 */
export async function syncRegistry(deps: SyncDeps, run: ImportRun): Promise<SyncResult> {
  const report = emptyReport();
  let failure: DomainError | undefined;
  const models = await findModels(deps, report);
  await recordModels(deps, models, report);
  for (const model of models) {
    const refused = await syncModel(deps, model, run, report);
    failure ??= refused;
  }
  await settleDeletions(deps, report);
  return { report, failure };
}

async function findModels({ client, models }: SyncDeps, report: SyncReport): Promise<readonly MlflowModel[]> {
  if (models.length === 0) return client.listModels();
  const found: MlflowModel[] = [];
  for (const name of models) {
    try {
      found.push(await client.getModel(name));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'MLFLOW_NOT_FOUND') throw error;
      report.skipped.push({ name, version: undefined, code: error.code, reason: error.message });
    }
  }
  return found;
}

/** Synchronizes one model. @returns the first failed write */
async function syncModel(
  deps: SyncDeps,
  model: MlflowModel,
  run: ImportRun,
  report: SyncReport,
): Promise<DomainError | undefined> {
  const { db, client, registry } = deps;
  const name = await nameHere(deps, model.name, report);
  if (name === undefined) return undefined;
  const versions = await client.listVersions(model.name);
  await recordVersions(deps, model.name, versions, report);
  await importVersions(deps, { model: name, versions }, run, report);
  return syncAliases({ db, client, model, versions }, { ...deps, promotions: registry.promotions }, report);
}

/** Name of a model in this registry. @returns undefined when it cannot have one */
async function nameHere({ db, modelNames }: SyncDeps, name: string, report: SyncReport): Promise<string | undefined> {
  try {
    return await modelNameOf(db, name, modelNames);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'MLFLOW_VERSION_UNUSABLE') throw error;
    report.skipped.push({ name, version: undefined, code: error.code, reason: error.message });
    return undefined;
  }
}
