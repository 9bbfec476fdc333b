import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../../scoring/artifact.ts';
import { DEFAULT_GRADE_POLICY } from '../../../scoring/grade.ts';
import type { Calibration, ModelSignature } from '../../../scoring/model-manifest.ts';
import { batchSpecification } from '../../../subgraphs/scores/batch/spark/batch-specification.ts';
import type { GradingVersion } from '../../../subgraphs/scores/versions/deployment-store.ts';
import type { PythonSession } from './python-session.ts';

/** A model version with its file. */
export interface SparkModel {
  readonly version: GradingVersion;
  readonly bytes: Uint8Array;
}

/** A version of `lead-conversion` with the default grade policy. */
export function sparkModel(
  number: number,
  bytes: Uint8Array,
  signature: ModelSignature,
  calibration: Calibration = { method: 'IDENTITY' },
): SparkModel {
  const facts = { model: 'lead-conversion', version: number, digest: digestOf(bytes), signature, calibration };
  return { version: { ...facts, gradePolicy: DEFAULT_GRADE_POLICY }, bytes };
}

/** Writes the specification of a batch job and the file beside it. @returns path of the specification */
export async function writeSpecification(folder: string, { version, bytes }: SparkModel): Promise<string> {
  const specification = batchSpecification(version);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, specification.artifact), bytes);
  await writeFile(join(folder, 'batch.json'), JSON.stringify(specification));
  return join(folder, 'batch.json');
}

/** Summary of a job on Spark. */
export interface SparkSummary {
  readonly jobId: string;
  readonly goldVersion: number;
  readonly isRepeat: boolean;
  readonly rows: number;
  readonly failed: number | null;
}

/** Starts Spark with the programs of the lake loaded. */
export const START_SPARK = 'import score_leads, features\nspark = start_spark()';

/** Runs `score_leads.py` with arguments, in the session that {@link START_SPARK} started. */
export function scoreOnSpark(python: PythonSession, args: readonly string[]): Promise<SparkSummary> {
  return python.run<SparkSummary>("result = score_leads.score_leads(spark, score_leads.parse(given['args']))", {
    args,
  });
}
