import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { featureSql } from '../../../lake/features/feature-sql.ts';
import { FEATURES } from '../../../lake/features/features.ts';
import type { Database } from '../../../platform/database/database.ts';

/** Temporary: replaced by refreshLake. */
export async function writeTrainingSet(database: Database, python: string, dataDir: string): Promise<string> {
  const db = database.tables<never>('long');
  await sql.raw(`CREATE SCHEMA IF NOT EXISTS training`).execute(db);
  await sql
    .raw(
      `CREATE TABLE training.example AS SELECT o.lead_id, (o.created_at + (abs(hashtext(o.lead_id)) % 10000) / 10000.0 * 30 * 86400000)::bigint AS as_of, CASE WHEN o.result = 'CONVERTED' THEN 1 ELSE 0 END AS label, o.occurred_at AS outcome_at, o.created_at, o.result FROM leads.outcome_facts o`,
    )
    .execute(db);
  await sql
    .raw(
      `DELETE FROM training.example WHERE as_of > ${Date.now()} OR outcome_at <= as_of OR (result IS NULL AND ${Date.now()} - as_of < 90 * 86400000::bigint)`,
    )
    .execute(db);
  const query = featureSql({
    requested: 'training.example',
    leads: 'leads.lead_facts',
    interactions: 'leads.interaction_facts',
    double: 'DOUBLE PRECISION',
  });
  const { rows } = await sql
    .raw<Record<string, unknown>>(
      `SELECT e.as_of, e.label, e.outcome_at, e.created_at, f.* FROM training.example e JOIN (${query}) f USING (lead_id)`,
    )
    .execute(db);
  writeFileSync(
    join(dataDir, 'rows.json'),
    JSON.stringify({ rows, numbers: FEATURES.filter(({ kind }) => kind === 'number').map(({ name }) => name) }),
  );
  execFileSync(python, [
    '-c',
    `
import json, sys, pandas as pd, pyarrow as pa
from deltalake import write_deltalake
d = json.load(open(sys.argv[1] + '/rows.json'))
t = pd.DataFrame(d['rows'])
for n in d['numbers']: t[n] = t[n].astype(float)
t['label'] = t.label.astype('int32')
for n in ('as_of', 'created_at'): t[n] = t[n].astype('int64')
t['outcome_at'] = t.outcome_at.astype('Int64')
write_deltalake(sys.argv[1] + '/lake/gold/training_set', pa.Table.from_pandas(t, preserve_index=False), mode='overwrite')
`,
    dataDir,
  ]);
  return `${rows.length} rows of gold/training_set`;
}
