import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { MlflowModel, MlflowModelVersion } from '../client/mlflow-answers.ts';
import type { MlflowClient } from '../client/mlflow-client.ts';
import { listOpenConflicts, openConflict } from '../store/conflict-store.ts';
import {
  closeSettledDeletions,
  forgetAliases,
  forgetSkips,
  listAllLinks,
  listKnownNames,
  putGone,
  renameModel,
  supersedeConflicts,
} from '../store/deletion-store.ts';
import type { LinkedRow } from '../store/link-store.ts';
import type { SyncReport } from './sync-report.ts';

/** Collaborators and settings of {@link recordModels} and {@link recordVersions}. */
export interface DeletionDeps {
  readonly db: Db;
  readonly client: MlflowClient;
  readonly log: Logger;
  /** names of registered models; empty for all */
  readonly models: readonly string[];
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * Records versions that were deleted in MLflow, and those that exist again.
 *
 * A deletion in MLflow changes nothing in this registry: version, file, stage and traffic stay, and a conflict GONE
 * records it until the version is archived here or exists again. A number that was reused for another version counts as
 * a deletion.
 */
export async function recordVersions(
  { db, clock, log }: DeletionDeps,
  name: string,
  versions: readonly MlflowModelVersion[],
  report: SyncReport,
): Promise<void> {
  const there = new Map(versions.map((version) => [version.version, version]));
  const changed = (await listAllLinks(db, name)).filter((link) => isThere(link, there) !== (link.gone_at === null));
  const open = new Map((await listOpenConflicts(db, name)).map((row) => [row.subject, row]));
  // deleted ones first, as an existing one may have their number
  for (const link of changed.filter(({ gone_at }) => gone_at === null)) {
    const number = link.mlflow_version;
    const disagreement = { name, subject: `version ${number}`, here: labelOf(link), there: undefined };
    await putGone(db, link, clock());
    await supersedeConflicts(db, name, [`stage of ${number}`], clock());
    report.conflicts.push(await openConflict(db, open.get(disagreement.subject), disagreement, 'GONE', clock()));
    log.warn(
      { name, mlflowVersion: number, here: disagreement.here },
      'version deleted in MLflow; it stays in the registry',
    );
  }
  for (const link of changed.filter(({ gone_at }) => gone_at !== null)) await putGone(db, link, null);
  await forgetSkips(db, name, [...there.keys()]);
}

/**
 * Records models that were renamed or deleted in MLflow.
 *
 * A rename is recognized by the versions, which keep run, source and creation time: the model keeps its name in this
 * registry, and is synchronized under the new one. Anything else is a deletion, and a new model.
 */
export async function recordModels(
  deps: DeletionDeps,
  present: readonly MlflowModel[],
  report: SyncReport,
): Promise<void> {
  const { db, models, clock, log } = deps;
  const known = await listKnownNames(db);
  const names = new Set(present.map(({ name }) => name));
  const newcomers = present.filter(({ name }) => !known.includes(name));
  for (const name of known.filter((each) => !names.has(each))) {
    const isFollowed = models.length === 0 || models.includes(name);
    if ((!isFollowed && newcomers.length === 0) || !(await isDeleted(deps, name))) continue;
    const links = (await listAllLinks(db, name)).filter(({ gone_at }) => gone_at === null);
    const renamed = await findRenamed(deps, links, newcomers);
    if (renamed !== undefined) {
      report.conflicts.push(await renameModel(db, name, renamed, clock()));
      log.info({ name, renamed }, 'model renamed in MLflow; it keeps its name in the registry');
    } else if (isFollowed) await recordDeletedModel(deps, name, links, report);
  }
}

/** Closes conflicts about deletions that are settled. */
export async function settleDeletions({ db, clock }: DeletionDeps, report: SyncReport): Promise<void> {
  report.conflicts.push(...(await closeSettledDeletions(db, clock())));
}

async function recordDeletedModel(
  { db, clock, log }: DeletionDeps,
  name: string,
  links: readonly LinkedRow[],
  report: SyncReport,
): Promise<void> {
  for (const link of links) await putGone(db, link, clock());
  await forgetSkips(db, name, []);
  await forgetAliases(db, name);
  await supersedeConflicts(db, name, null, clock());
  const open = (await listOpenConflicts(db, name)).find(({ subject }) => subject === 'model');
  const disagreement = { name, subject: 'model', here: links[0]?.model, there: undefined };
  report.conflicts.push(await openConflict(db, open, disagreement, 'GONE', clock()));
  log.warn(
    { name, here: disagreement.here, versions: links.length },
    'model deleted in MLflow; it stays in the registry',
  );
}

/**
 * Whether MLflow itself reports that the model does not exist; its absence in a list, or a proxy's 404, proves less.
 */
async function isDeleted({ client }: DeletionDeps, name: string): Promise<boolean> {
  try {
    await client.getModel(name);
    return false;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'MLFLOW_NOT_FOUND') throw error;
    return error.extensions.hasEndpoint === true;
  }
}

async function findRenamed(
  { client }: DeletionDeps,
  links: readonly LinkedRow[],
  newcomers: readonly MlflowModel[],
): Promise<string | undefined> {
  for (const { name } of newcomers) {
    const there = new Map((await client.listVersions(name)).map((version) => [version.version, version]));
    // without a creation time a copy looks the same
    if (links.some((link) => link.created_there !== null && isThere(link, there))) return name;
  }
  return undefined;
}

/** Whether MLflow has the same version as a link, and not another one of its number. */
function isThere(link: LinkedRow, there: ReadonlyMap<number, MlflowModelVersion>): boolean {
  const version = there.get(link.mlflow_version);
  if (!version || (link.run_id ?? '') !== version.runId) return false;
  if (link.source === null) return true;
  return link.source === version.source && link.created_there === (version.createdAt ?? null);
}

function labelOf({ model, version }: LinkedRow): string {
  return `${model}:${version}`;
}
