import { DomainError } from '../../shared/errors.ts';
import { type ImportOptions, type ImportRun, importVersions } from './import-versions.ts';
import { type KeepingOptions, keepInStep } from './keep-in-step.ts';
import type { MlflowModel } from './mlflow-answers.ts';
import { emptyReport, type SyncReport } from './sync-report.ts';

/** What a sync works with. */
export interface SyncOptions extends ImportOptions, Omit<KeepingOptions, 'promotions' | 'clock'> {
  /** names of registered models; empty: all */
  readonly models: readonly string[];
}

/** What a sync did, and the first write to MLflow that failed, if one did. */
export interface SyncResult {
  readonly report: SyncReport;
  readonly failure: DomainError | undefined;
}

/** Names that a model of this registry can have. */
const NAME = /^[\w.-]{1,100}$/;

/**
 * Looks at MLflow once: imports what is new, then brings aliases and stages in step, model by model.
 *
 * @throws {DomainError} MLFLOW_* when the models or their versions cannot be listed
 */
export async function syncRegistry(options: SyncOptions, run: ImportRun): Promise<SyncResult> {
  const report = emptyReport();
  let failure: DomainError | undefined;
  for (const model of await findModels(options, report)) {
    if (!NAME.test(model.name)) {
      const reason = `found the name ${JSON.stringify(model.name)}, expected letters, digits, _ . and - only, 100 at most`;
      report.skipped.push({ name: model.name, version: undefined, code: 'MLFLOW_VERSION_UNUSABLE', reason });
      continue;
    }
    failure ??= await syncModel(options, model, run, report);
  }
  return { report, failure };
}

async function findModels({ client, models }: SyncOptions, report: SyncReport): Promise<readonly MlflowModel[]> {
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
  options: SyncOptions,
  model: MlflowModel,
  run: ImportRun,
  report: SyncReport,
): Promise<DomainError | undefined> {
  const { db, client, registry } = options;
  const versions = await client.listVersions(model.name);
  await importVersions(options, versions, run, report);
  return keepInStep({ db, client, model, versions }, { ...options, promotions: registry.promotions }, report);
}
