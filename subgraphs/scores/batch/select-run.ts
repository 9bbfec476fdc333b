import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { FEATURES } from '../../../lake/features/features.ts';
import { GOLD_FEATURES } from '../../../lake/gold/gold-tables.ts';
import { OpenRelations } from '../../../lake/silver/open-relations.ts';
import { DomainError } from '../../../platform/errors.ts';
import { PREDICTIONS_PATH } from './predictions-table.ts';
import type { BatchJob } from './rules/batch-job.ts';
import { type WorkFile, writeWorkFile } from './work-file.ts';

/** Columns of an imported row, beside those of every work file. */
export const RUN_COLUMNS = ['skip', 'model', 'model_version', 'raw_score', 'probability'] as const;

/**
 * Counts the rows of a run of another engine.
 *
 * @returns version of the table, and the number of rows
 * @throws {DomainError} LAKE_TABLE_NOT_FOUND, BATCH_RUN_NOT_FOUND, LAKE_*
 */
export async function getRun(lake: Lake, jobId: string): Promise<{ readonly version: number; readonly rows: number }> {
  const snapshot = await DeltaTable.at(lake, PREDICTIONS_PATH).snapshot();
  if (!snapshot) throw notFound(jobId);
  const { relation, release } = await snapshot.open();
  try {
    const query = `SELECT count(*) AS rows FROM ${relation} WHERE job_id = $jobId AND engine <> 'node'`;
    const [counted] = await lake.duckDb.use((connection) => connection.rows(query, { jobId }));
    const rows = Number(counted?.rows ?? 0);
    if (rows === 0) throw notFound(jobId);
    return { version: snapshot.version, rows };
  } finally {
    await release();
  }
}

/**
 * Selects the rows of a run that the log does not have yet into a work file, each with the features of its lead at the version
 * of `gold/features` that it names, and with the reason why it does not fit, where it does not.
 *
 * @throws {DomainError} LAKE_VERSION_NOT_FOUND, LAKE_FILE_MISSING when that version was vacuumed; LAKE_*
 */
export async function selectRun(lake: Lake, { id, sourceJob, tableVersion, logPosition }: BatchJob): Promise<WorkFile> {
  const relations = new OpenRelations();
  try {
    const predictions = await openVersion(lake, PREDICTIONS_PATH, tableVersion ?? 0, relations);
    const run = `SELECT * FROM ${predictions} WHERE job_id = $sourceJob AND engine <> 'node'`;
    const values = { sourceJob: sourceJob ?? '' };
    const found = await lake.duckDb.use((connection) =>
      connection.rows(`SELECT DISTINCT gold_version FROM (${run}) WHERE gold_version IS NOT NULL`, values),
    );
    const golds: string[] = [];
    for (const { gold_version: version } of found) golds.push(await openGold(lake, Number(version), relations));
    const select = runQuery(run, golds);
    return await writeWorkFile(lake, `batch-${id}`, { select, values: { ...values, logPosition } });
  } finally {
    await relations.release();
  }
}

async function openGold(lake: Lake, version: number, relations: OpenRelations): Promise<string> {
  const relation = await openVersion(lake, GOLD_FEATURES.path, version, relations);
  return `SELECT *, CAST(${version} AS BIGINT) AS version FROM ${relation}`;
}

async function openVersion(lake: Lake, path: string, version: number, relations: OpenRelations): Promise<string> {
  const snapshot = await DeltaTable.at(lake, path).snapshot({ version });
  if (!snapshot) throw new DomainError('LAKE_TABLE_NOT_FOUND', `found no table in ${path}`, { table: path });
  return (await relations.keep(snapshot.open())).relation;
}

function runQuery(run: string, golds: readonly string[]): string {
  const features = FEATURES.map(({ name }) => name);
  const none = `SELECT NULL::VARCHAR AS lead_id, NULL::BIGINT AS as_of, false AS is_closed, NULL::VARCHAR AS feature_digest,
    ${FEATURES.map(({ name, kind }) => `NULL::${kind === 'number' ? 'DOUBLE' : 'VARCHAR'} AS ${name}`).join(', ')},
    NULL::BIGINT AS version WHERE false`;
  const skip = `CASE
      WHEN place > 1 THEN 'DUPLICATE'
      WHEN gold.lead_id IS NULL THEN 'UNKNOWN_LEAD'
      WHEN run.feature_digest IS DISTINCT FROM gold.feature_digest OR run.as_of IS DISTINCT FROM gold.as_of
        THEN 'DIGEST_MISMATCH'
      WHEN NOT COALESCE(run.raw_score BETWEEN 0 AND 1 AND run.probability BETWEEN 0 AND 1, false)
        THEN 'PROBABILITY_OUT_OF_RANGE'
    END`;
  return `SELECT COALESCE(run.lead_id, '') AS lead_id, COALESCE(run.as_of, 0) AS as_of,
      COALESCE(gold.is_closed, false) AS is_closed, ${features.map((name) => `gold.${name}`).join(', ')},
      ${skip} AS skip, run.model, run.model_version, run.raw_score, run.probability, true AS for_log
    FROM (SELECT *, row_number() OVER (PARTITION BY lead_id ORDER BY scored_at, raw_score) AS place FROM (${run})) AS run
    LEFT JOIN (${[none, ...golds].join(' UNION ALL BY NAME ')}) AS gold
      ON gold.lead_id = run.lead_id AND gold.version = run.gold_version
    WHERE $logPosition IS NULL OR COALESCE(run.lead_id, '') > $logPosition`;
}

function notFound(jobId: string): DomainError {
  const message = `${PREDICTIONS_PATH}: found no row of the run ${jobId}, expected some of another engine`;
  return new DomainError('BATCH_RUN_NOT_FOUND', message, { jobId });
}
