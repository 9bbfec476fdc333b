import { isDeepStrictEqual } from 'node:util';
import { DomainError, type ErrorCode, isDatabaseOutage } from '../../../../platform/errors.ts';
import { refusal } from '../../../../platform/refusal.ts';
import { digestOf } from '../../../../scoring/artifact.ts';
import type { ArtifactInput } from '../../artifacts/read-input.ts';
import type { Authorship } from '../../audit/audit-event.ts';
import { appendEvent } from '../../audit/audit-store.ts';
import type { Material, RemoteRegistration } from '../../registry/register-version.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Db, VersionKey } from '../../versions/store/version-store.ts';
import type { MlflowModelVersion } from '../client/mlflow-answers.ts';
import type { MlflowClient } from '../client/mlflow-client.ts';
import { unusable } from '../client/unusable.ts';
import { readMlflowVersion } from '../manifest/read-version.ts';
import { mlflowStage } from '../rules/stage-names.ts';
import {
  insertLink,
  type LinkRow,
  listLinks,
  type MlflowKey,
  putSkip,
  putTags,
  type VersionSnapshot,
} from '../store/link-store.ts';
import { type ModelNames, modelNameOf } from './model-name.ts';
import type { SyncReport } from './sync-report.ts';

/** Collaborators and settings of an import. */
export interface ImportDeps {
  readonly db: Db;
  readonly client: MlflowClient;
  readonly registry: Registry;
  readonly artifactLimitBytes: number;
  /** names of models in this registry by their names in MLflow, where these differ */
  readonly modelNames: ModelNames;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Author of an import, and whether to retry versions that were skipped before and have not changed. */
export interface ImportRun {
  readonly authorship: Authorship;
  readonly isRetry: boolean;
}

/** Errors that may be temporary: they are not stored. */
const PASSING: readonly ErrorCode[] = [
  'MLFLOW_UNAVAILABLE',
  'MLFLOW_TIMEOUT',
  'MLFLOW_REFUSED',
  'MLFLOW_RESPONSE_INVALID',
  'MLFLOW_NOT_FOUND',
  'MODEL_VERSION_EXISTS',
  'TOO_MANY_REGISTRATIONS',
];

/** MLflow model, with its name in this registry. */
export interface ImportedModel {
  readonly model: string;
  readonly versions: readonly MlflowModelVersion[];
}

/**
 * Imports the new versions of a model, oldest first, and updates the tags of imported ones.
 *
 * A version that cannot be imported is skipped with its reason. If the reason lies in the version itself, it is not
 * retried until it changes in MLflow, and the refusal is audited once.
 */
export async function importVersions(
  deps: ImportDeps,
  { model, versions }: ImportedModel,
  run: ImportRun,
  report: SyncReport,
): Promise<void> {
  const [first] = versions;
  if (!first) return;
  const links = new Map((await listLinks(deps.db, first.name)).map((link) => [link.mlflow_version, link]));
  for (const version of versions) {
    const known = links.get(version.version);
    const snapshot = snapshotOf(version, deps.clock());
    if (!known || (known.version === null && (run.isRetry || known.fingerprint !== snapshot.fingerprint)))
      await importOne(deps, { model, version, snapshot }, run, report);
    else if (known.version === null) report.skipped.push(skippedBefore(known));
    else if (known.source === null || !isDeepStrictEqual(known.tags, snapshot.tags)) await putTags(deps.db, snapshot);
  }
}

/** Request to register one MLflow version. */
export interface WantedVersion extends Authorship, Pick<RemoteRegistration, 'version' | 'stage' | 'onStored'> {
  /** overriding parts of the manifest */
  readonly manifest: unknown;
  /** files of the request; there must be none */
  readonly artifact: ArtifactInput;
}

/**
 * Registers one MLflow version on request; a failure to fetch it is audited, too.
 *
 * @throws {DomainError} MODEL_VERSION_EXISTS when it is imported already, VALIDATION_FAILED, MLFLOW_*, and as
 *   `Registry.register`
 */
export async function registerMlflowVersion(
  deps: ImportDeps,
  key: MlflowKey,
  wanted: WantedVersion,
): Promise<VersionKey> {
  const { manifest: changes, artifact: others, ...registration } = wanted;
  const named = modelNameOf(deps.db, key.name, deps.modelNames);
  // an invalid name is refused below, where the refusal is audited
  const model = await named.catch(() => key.name);
  const fetch = async (): Promise<Material> => {
    await named;
    checkAlone(model, changes, others);
    const version = await deps.client.getVersion(key.name, key.version);
    const { artifact, manifest } = await readMlflowVersion(deps.client, version, model, deps.artifactLimitBytes);
    return {
      artifact,
      manifest: { ...Object(manifest), ...Object(changes) },
      alongside: linking(snapshotOf(version, deps.clock()), registration.stage, version.stage),
    };
  };
  return deps.registry.register({ ...registration, preferredVersion: key.version, model, fetch });
}

function checkAlone(name: string, changes: unknown, others: ArtifactInput): void {
  if (Object.values(others).some((each) => each !== undefined))
    throw refusal('VALIDATION_FAILED', 'mlflowVersion', 'another file beside it', 'it alone');
  const { model = name } = Object(changes) as { readonly model?: unknown };
  if (model !== name) throw refusal('VALIDATION_FAILED', 'manifest.model', JSON.stringify(model), name);
}

/** Version to import. */
interface Import {
  /** name in this registry */
  readonly model: string;
  readonly version: MlflowModelVersion;
  readonly snapshot: VersionSnapshot;
}

async function importOne(
  deps: ImportDeps,
  { model, version, snapshot }: Import,
  { authorship }: ImportRun,
  report: SyncReport,
): Promise<void> {
  const { db, client, registry, artifactLimitBytes } = deps;
  const reason = `${authorship.reason} as ${snapshot.name}:${snapshot.version}`;
  const { name } = snapshot;
  try {
    if (version.stage === 'Archived') throw unusable('stage', 'Archived', 'a version that is in use');
    const { unusableMetrics, ...material } = await readMlflowVersion(client, version, model, artifactLimitBytes);
    const stage = version.stage === 'Staging' ? 'STAGING' : 'NONE';
    const alongside = linking(snapshot, stage, version.stage);
    const registration = {
      ...authorship,
      reason,
      ...material,
      stage,
      preferredVersion: snapshot.version,
      alongside,
    } as const;
    const key = await registry.register({ ...registration, isRefusalAudited: false });
    report.imported.push({ ...key, from: { name, version: snapshot.version } });
    for (const said of unusableMetrics)
      report.skipped.push({ name, version: snapshot.version, code: 'VALIDATION_FAILED', reason: said });
  } catch (error) {
    if (!(error instanceof DomainError) || isDatabaseOutage(error)) throw error;
    const { code, message } = error;
    report.skipped.push({ name, version: snapshot.version, code, reason: message });
    if (!PASSING.includes(code)) await recordRefusal(db, { ...authorship, reason, model }, snapshot, error);
  }
}

/** Stores a refusal, and audits it if it is new, as imports are retried. */
async function recordRefusal(
  db: Db,
  attempt: Authorship & { readonly model: string },
  snapshot: VersionSnapshot,
  { code, message }: DomainError,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await putSkip(trx, snapshot, code, message))) return;
    const said = `MLflow ${snapshot.name}:${snapshot.version}: ${message}`;
    await appendEvent(trx, {
      ...attempt,
      action: 'REGISTER',
      at: snapshot.at,
      outcome: 'REFUSED',
      code,
      message: said,
    });
  });
}

/** Stores the link of an MLflow version in the transaction that registers it. */
function linking(
  snapshot: VersionSnapshot,
  stage: 'NONE' | 'STAGING',
  stageThere: string | undefined,
): Material['alongside'] & {} {
  return async (trx, key) => {
    if (await insertLink(trx, { ...snapshot, key, stageHere: mlflowStage(stage), stageThere })) return;
    throw new DomainError(
      'MODEL_VERSION_EXISTS',
      `MLflow version ${snapshot.name}:${snapshot.version} was imported before`,
    );
  };
}

/** Data of a version, with a fingerprint of those that determine whether it can be imported. */
function snapshotOf(
  { name, version, runId, tags, stage, source, createdAt, status, description }: MlflowModelVersion,
  at: number,
): VersionSnapshot {
  const decisive = JSON.stringify([source, runId, status, tags, description, stage === 'Archived']);
  return { name, version, runId, source, createdAt, tags, at, fingerprint: digestOf(Buffer.from(decisive)) };
}

function skippedBefore({ mlflow_name: name, mlflow_version: version, skip_code, skip_reason }: LinkRow) {
  return { name, version, code: skip_code ?? 'INTERNAL', reason: skip_reason ?? '' };
}
