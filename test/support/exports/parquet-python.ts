import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectFile } from '../../../platform/process/program.ts';

const python: string = process.env.PARQUET_PYTHON ?? fileURLToPath(projectFile('.venv/bin/python'));

/** Reason why Parquet files cannot be read by another implementation; undefined where pyarrow is there. */
export function whyNoPyarrow(): string | undefined {
  return spawnSync(python, ['-c', 'import pyarrow.parquet']).status === 0
    ? undefined
    : 'no Python with pyarrow (PARQUET_PYTHON, or .venv/bin/python made from test/support/mlflow/requirements.txt)';
}

const READ = `import json, sys
import pyarrow.parquet as parquet
file = parquet.ParquetFile(sys.argv[1])
table = file.read()
rows = [{name: value.isoformat() if hasattr(value, 'isoformat') else value for name, value in row.items()} for row in table.to_pylist()]
print(json.dumps({'types': {field.name: str(field.type) for field in table.schema}, 'rows': rows, 'groups': file.num_row_groups}))`;

/** A Parquet file as pyarrow reads it. */
export interface ReadParquet {
  readonly types: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly groups: number;
}

/** Reads a Parquet file with pyarrow. */
export async function readParquet(path: string): Promise<ReadParquet> {
  const { stdout } = await promisify(execFile)(python, ['-c', READ, path], { maxBuffer: 64 * 1_048_576 });
  return JSON.parse(stdout) as ReadParquet;
}
