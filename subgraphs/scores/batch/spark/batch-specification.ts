import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { readArtifact } from '../../../../scoring/artifact.ts';
import type { GradeLimits } from '../../../../scoring/grade.ts';
import type { ScoringVersion } from '../../inference/scoring-version.ts';
import type { GradingVersion } from '../../versions/deployment-store.ts';

/** Everything that another engine needs to score as this one does, beside the features. */
export interface BatchSpecification extends ScoringVersion {
  /** name of the policy with these limits, such as v1 */
  readonly gradePolicy: string;
  readonly gradeLimits: GradeLimits;
  /** name of the ONNX file, which lies beside the specification */
  readonly artifact: string;
}

/** Describes a version with the current grade policy of its model. */
export function batchSpecification(version: GradingVersion): BatchSpecification {
  const { gradePolicy, ...facts } = version;
  return { ...facts, gradePolicy: gradePolicy.name, gradeLimits: gradePolicy.limits, artifact: 'model.onnx' };
}

/**
 * Writes `batch.json` and the ONNX file of a version to a folder.
 *
 * @returns path of `batch.json`
 * @throws {DomainError} ARTIFACT_CORRUPT when the registered file is absent or changed
 */
export async function writeBatchSpecification(
  db: Kysely<never>,
  version: GradingVersion,
  folder: string,
): Promise<string> {
  const specification = batchSpecification(version);
  const bytes = await readArtifact(db, version.digest);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, specification.artifact), bytes);
  const file = join(folder, 'batch.json');
  await writeFile(file, `${JSON.stringify(specification, null, 2)}\n`);
  return file;
}
