import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeltaColumn } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { DuckDb } from '../../../lake/duckdb/duck-db.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { digestOf } from '../../../scoring/artifact.ts';
import { DEFAULT_GRADE_POLICY } from '../../../scoring/grade.ts';
import { FOREST_FEATURES, FOREST_SIGNATURE, forestFile } from './forest.ts';

/** Model, version and file that batches are measured with. */
export interface BatchSpecification {
  /** file of the model, beside the specification */
  readonly artifact: string;
  /** of the table */
  readonly rows: number;
  readonly digest: string;
  readonly model: string;
  readonly version: number;
  readonly signature: typeof FOREST_SIGNATURE;
  readonly calibration: { readonly method: 'PLATT'; readonly slope: number; readonly intercept: number };
  readonly gradePolicy: string;
  readonly gradeLimits: typeof DEFAULT_GRADE_POLICY.limits;
}

const KEYS: readonly DeltaColumn[] = [
  { name: 'lead_id', type: 'string', nullable: false },
  { name: 'as_of', type: 'long', nullable: false },
  { name: 'is_closed', type: 'boolean', nullable: false },
  { name: 'feature_digest', type: 'string', nullable: false },
];

/**
 * Writes `gold/features` with 30 random numbers per row, of which each twentieth is missing, the measured model, and its
 * specification.
 */
export async function writeBatchLake(
  folder: string,
  rows: number,
): Promise<{ readonly lake: string; readonly specification: string }> {
  const lake = join(folder, 'lake');
  const duckDb = await DuckDb.open({ memoryMb: 512, threads: 2, tempDir: join(folder, 'tmp') });
  try {
    const table = DeltaTable.at({ storage: new LocalStorage(lake), duckDb }, 'gold/features');
    const numbers = FOREST_FEATURES.map(({ name }): DeltaColumn => ({ name, type: 'double', nullable: true }));
    await table.create([...KEYS, ...numbers]);
    const values = numbers.map(
      ({ name }, at) =>
        `CASE WHEN hash(i, ${at}) % 20 > 0 THEN (hash(${at}, i) % 1000000) / 1000000.0::DOUBLE END AS ${name}`,
    );
    await table.append(`SELECT format('lead-{:08d}', i) AS lead_id, 1790000000000::BIGINT AS as_of, i % 10 = 0 AS is_closed,
      md5(i::VARCHAR) AS feature_digest, ${values.join(', ')} FROM range(${rows}) AS leads(i)`);
  } finally {
    await duckDb.close();
  }
  const bytes = forestFile();
  const specification: BatchSpecification = {
    ...{
      rows,
      artifact: 'forest.onnx',
      digest: digestOf(bytes),
      model: 'forest',
      version: 1,
      signature: FOREST_SIGNATURE,
    },
    calibration: { method: 'PLATT', slope: 1.1, intercept: -0.1 },
    ...{ gradePolicy: DEFAULT_GRADE_POLICY.name, gradeLimits: DEFAULT_GRADE_POLICY.limits },
  };
  const path = join(folder, 'batch.json');
  await writeFile(join(folder, specification.artifact), bytes);
  await writeFile(path, JSON.stringify(specification));
  return { lake, specification: path };
}
