import { DomainError } from '../../../../platform/errors.ts';
import type { MlflowModel } from '../client/mlflow-answers.ts';
import { type ImportDeps, type ImportRun, importVersions } from './import-versions.ts';
import { modelNameOf } from './model-name.ts';
import { recordModels, recordVersions, settleDeletions } from './record-deletions.ts';
import { type SyncAliasesDeps, syncAliases } from './sync-aliases.ts';
import { emptyReport, type SyncReport } from './sync-report.ts';

/** What a sync works with. */
export interface SyncDeps extends ImportDeps, Omit<SyncAliasesDeps, 'promotions' | 'clock'> {
  /** names of registered models; empty: all */
  readonly models: readonly string[];
}

/** What a sync did, and the first write to MLflow that failed, if one did. */
export interface SyncResult {
  readonly report: SyncReport;
  readonly failure: DomainError | undefined;
}

/**
 * Looks at MLflow once: records what was deleted or renamed, imports what is new, then brings aliases and stages in step,
 * model by model.
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

/** @returns the first write that failed */
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

/** @returns undefined for a model that can have no name here */
async function nameHere({ db, modelNames }: SyncDeps, name: string, report: SyncReport): Promise<string | undefined> {
  try {
    return await modelNameOf(db, name, modelNames);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'MLFLOW_VERSION_UNUSABLE') throw error;
    report.skipped.push({ name, version: undefined, code: error.code, reason: error.message });
    return undefined;
  }
}
