import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../lake/features.ts';
import { digestOf } from '../shared/artifact.ts';
import { DomainError } from '../shared/errors.ts';
import { refusal } from '../shared/refusal.ts';
import { appendChange } from './history-store.ts';
import type { Authorship, RegistryOptions } from './registry-options.ts';
import {
  type Db,
  findVersions,
  insertVersion,
  latestVersion,
  lockModel,
  putArtifact,
  type VersionKey,
} from './store.ts';
import type { VersionDocument } from './version-document.ts';

/** A file that wants to become a version. */
export interface Registration extends Authorship {
  readonly bytes: Uint8Array;
  readonly document: VersionDocument;
  /** number to give it; the next free one when absent */
  readonly version?: number | undefined;
  readonly stage: 'NONE' | 'STAGING';
}

const SAMPLE_ROWS = 16;

/**
 * Inspects a file, then stores artifact, version, reference window and history in one transaction.
 *
 * @throws {DomainError} ARTIFACT_TOO_LARGE, ARTIFACT_INVALID, ARTIFACT_MISMATCH, VALIDATION_FAILED or
 *   MODEL_VERSION_EXISTS; nothing is stored then
 */
export async function registerVersion(options: RegistryOptions, registration: Registration): Promise<VersionKey> {
  const { bytes, document, stage, by, reason } = registration;
  checkSize(bytes.length, options.artifactLimitBytes);
  checkNumber(registration.version);
  const candidate = { bytes, signature: document.signature, sample: sampleOf(document) };
  const { inputForm } = await options.inspect(candidate);
  const digest = digestOf(bytes);
  return options.database
    .tables<never>()
    .transaction()
    .execute(async (trx) => {
      const { model } = document;
      const createdAt = options.clock();
      await lockModel(trx, model, createdAt);
      const version = registration.version ?? (await latestVersion(trx, model)) + 1;
      await refuseExisting(trx, { model, version });
      await putArtifact(trx, digest, bytes);
      await insertVersion(trx, { model, version, stage, digest, inputForm, document, createdAt, createdBy: by });
      await appendChange(trx, { model, version, action: 'REGISTER', from: null, to: stage, at: createdAt, by, reason });
      return { model, version };
    });
}

/** @throws {DomainError} ARTIFACT_TOO_LARGE */
export function checkSize(sizeBytes: number, limitBytes: number): void {
  if (sizeBytes > limitBytes)
    throw refusal('ARTIFACT_TOO_LARGE', 'the ONNX file', `${sizeBytes} bytes`, `at most ${limitBytes}`);
}

function checkNumber(version: number | undefined): void {
  if (version !== undefined && !(version >= 1))
    throw refusal('VALIDATION_FAILED', 'version', `${version}`, '1 or more');
}

async function refuseExisting(trx: Db, { model, version }: VersionKey): Promise<void> {
  if ((await findVersions(trx, [{ model, version }])).length === 0) return;
  throw new DomainError('MODEL_VERSION_EXISTS', `${model} has a version ${version} already`, { model, version });
}

/** The first leads of the reference window, as feature vectors. */
function sampleOf({ referenceWindow, signature }: VersionDocument): FeatureVector[] {
  if (!referenceWindow) return [];
  const columns = signature.inputs.map(({ name }) => [name, referenceWindow.features[name] ?? []] as const);
  return Array.from({ length: Math.min(SAMPLE_ROWS, referenceWindow.rows) }, (_, row) => ({
    ...EMPTY_FEATURE_VECTOR,
    ...Object.fromEntries(columns.map(([name, values]) => [name, values[row] ?? null])),
  }));
}
