import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { DomainError } from '../../../platform/errors.ts';
import { digestOf } from '../../../scoring/artifact.ts';
import { referenceRows } from '../../../scoring/reference-rows.ts';
import type { ArtifactReader } from '../artifacts/artifact-reader.ts';
import type { ArtifactInput } from '../artifacts/read-input.ts';
import { readInput } from '../artifacts/read-input.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import type { Candidate, Inspection } from '../validation/inspect-artifact.ts';
import type { ManifestFault } from '../versions/rules/manifest-fault.ts';
import { parseVersionDocument, type VersionDocument } from '../versions/rules/version-document.ts';
import { appendChange } from '../versions/store/history-store.ts';
import {
  type Db,
  findVersions,
  insertVersion,
  latestVersion,
  lockModel,
  putArtifact,
  type VersionKey,
} from '../versions/store/version-store.ts';
import type { SubjectLimit } from './limit-per-subject.ts';
import type { OnStored } from './register-once.ts';

/** Collaborators of {@link registerVersion}. */
export interface RegisterVersionDeps extends AuditDeps {
  /** largest ONNX file, bytes */
  readonly artifactLimitBytes: number;
  /** reads a file from a path or URL of the allow-list */
  readonly readArtifact: ArtifactReader;
  /** checks that a file fits its manifest, isolated from this process */
  readonly inspect: (candidate: Candidate) => Promise<Inspection>;
  /** runs a registration, or refuses it when its caller has too many */
  readonly limitSubject: SubjectLimit;
}

/** Artifact and manifest. */
export interface Material {
  readonly artifact: ArtifactInput;
  /** manifest, checked by {@link parseVersionDocument} */
  readonly manifest: unknown;
  /** stores related rows in the same transaction */
  readonly alongside?: (trx: Db, key: VersionKey) => Promise<void>;
}

/** Request to register a version. */
export interface Registration extends Authorship, Material {
  /** number of the version; default the next free one */
  readonly version?: number | undefined;
  /** number to use if it is free and none was requested */
  readonly preferredVersion?: number | undefined;
  readonly stage: 'NONE' | 'STAGING';
  readonly onStored?: OnStored | undefined;
  /** false where the caller audits refusals itself */
  readonly isRefusalAudited?: boolean | undefined;
}

/** Request to register a version whose file has to be fetched first; failures to fetch it are audited, too. */
export interface RemoteRegistration extends Omit<Registration, keyof Material> {
  readonly model: string;
  readonly fetch: () => Promise<Material>;
}

/** Artifact that fits its manifest. */
interface Checked extends Inspection, Pick<Material, 'alongside'> {
  readonly bytes: Uint8Array;
  readonly document: VersionDocument;
}

const SAMPLE_ROWS = 16;

/**
 * Reads and inspects a file, then stores artifact, version, reference window, history and audit event in one
 * transaction.
 *
 * @throws {DomainError} ARTIFACT_*, MODEL_MEMORY_EXCEEDED, VALIDATION_FAILED, TOO_MANY_REGISTRATIONS or
 *   MODEL_VERSION_EXISTS; then only the audit event is stored
 */
export async function registerVersion(
  deps: RegisterVersionDeps,
  registration: Registration | RemoteRegistration,
): Promise<VersionKey> {
  const { by, reason, clientAddress, requestId, version, isRefusalAudited } = registration;
  const model = 'fetch' in registration ? registration.model : claimedModel(registration.manifest);
  const attempt = {
    action: 'REGISTER',
    model,
    version,
    by,
    reason,
    clientAddress,
    requestId,
    isRefusalAudited,
  } as const;
  return audited(
    deps,
    attempt,
    () => deps.limitSubject(by, () => check(deps, registration)),
    async (trx, checked) => {
      const key = await store(trx, deps.clock(), registration, checked);
      const after = { stage: registration.stage, digest: digestOf(checked.bytes) };
      return { result: key, version: key.version, before: { stage: null }, after };
    },
  );
}

async function check(deps: RegisterVersionDeps, registration: Registration | RemoteRegistration): Promise<Checked> {
  const { artifact, manifest, alongside } = 'fetch' in registration ? await registration.fetch() : registration;
  const document = parseVersionDocument(manifest, numberFaults(registration.version));
  const bytes = await readInput(artifact, deps);
  const inspection = await deps.inspect({ bytes, ...candidateOf(document) });
  return { bytes, document, ...(alongside && { alongside }), ...inspection };
}

async function store(
  trx: Db,
  createdAt: number,
  registration: Omit<Registration, keyof Material>,
  { bytes, document, inputForm, scores, alongside }: Checked,
): Promise<VersionKey> {
  const { model } = document;
  const { stage, by, reason } = registration;
  await lockModel(trx, model, createdAt);
  const version = await numberFor(trx, model, registration);
  const digest = digestOf(bytes);
  await putArtifact(trx, digest, bytes);
  await insertVersion(trx, { model, version, stage, digest, inputForm, document, scores, createdAt, createdBy: by });
  await appendChange(trx, { model, version, action: 'REGISTER', from: null, to: stage, at: createdAt, by, reason });
  await alongside?.(trx, { model, version });
  await registration.onStored?.(trx, { model, version });
  return { model, version };
}

/** Number for a new version. @throws {DomainError} MODEL_VERSION_EXISTS when the requested one is taken */
async function numberFor(
  trx: Db,
  model: string,
  { version, preferredVersion }: Pick<Registration, 'version' | 'preferredVersion'>,
): Promise<number> {
  const asked = version ?? preferredVersion;
  if (asked !== undefined && !(await exists(trx, { model, version: asked }))) return asked;
  if (version === undefined) return (await latestVersion(trx, model)) + 1;
  throw new DomainError('MODEL_VERSION_EXISTS', `${model} has a version ${version} already`, { model, version });
}

/** Name of the model in an unchecked manifest: a refused registration is audited under it. */
function claimedModel(manifest: unknown): string | undefined {
  const { model = DEFAULT_MODEL } = Object(manifest) as { model?: unknown };
  return typeof model === 'string' ? model : undefined;
}

function numberFaults(version: number | undefined): ManifestFault[] {
  return version !== undefined && version < 1 ? [{ path: 'version', found: `${version}`, expected: '1 or more' }] : [];
}

async function exists(trx: Db, key: VersionKey): Promise<boolean> {
  return (await findVersions(trx, [key])).length > 0;
}

/** Inputs of the inspection: the signature, sample leads of the reference window, and all of its scores. */
export function candidateOf({
  referenceWindow: window,
  signature,
  calibration,
  scoreTolerance: tolerance,
}: VersionDocument): Omit<Candidate, 'bytes'> {
  if (!window) return { signature, sample: [] };
  const sample = referenceRows(window, signature, 0, SAMPLE_ROWS);
  return { signature, sample, reference: { window, calibration, tolerance } };
}
