import type { Lake } from '../../../lake/delta/lake.ts';
import { FEATURES } from '../../../lake/features/features.ts';
import type { BatchJob } from './rules/batch-job.ts';
import { filterSql } from './rules/filter-sql.ts';
import { type WorkFile, writeWorkFile } from './work-file.ts';

/** Relations that the leads of a job are selected from. */
export interface LeadRelations {
  /** rows of `gold/features` */
  readonly gold: string;
  /** rows of `predictions`; undefined when there is no table */
  readonly predictions: string | undefined;
}

const COLUMNS = ['lead_id', 'as_of', 'is_closed', ...FEATURES.map(({ name }) => name), 'feature_digest'];

/**
 * Selects the leads of a job that its destinations do not have yet, by its filter, and writes them into a work file with
 * `for_log` and `for_lake`. With `onlyChanged`, the lake gets leads whose digest or version differs from their last prediction
 * in `predictions`; the log judges by its own when it is written.
 *
 * @throws {DomainError} as {@link writeWorkFile}
 */
export async function selectLeads(lake: Lake, job: BatchJob, { gold, predictions }: LeadRelations): Promise<WorkFile> {
  const { id, outputs, onlyChanged, model, version, logPosition, lakePosition, filter } = job;
  const { condition, values } = filterSql(filter);
  const isLaked = outputs.includes('LAKE');
  const compares = isLaked && onlyChanged && predictions !== undefined;
  const last = `SELECT lead_id, max_by(struct_pack(digest := feature_digest, version := model_version), scored_at) AS last
    FROM ${predictions} WHERE model = $model GROUP BY lead_id`;
  const isChanged = 'last IS NULL OR last.digest IS DISTINCT FROM gold.feature_digest OR last.version <> $version';
  const forLog = outputs.includes('LOG') ? behind('$logPosition') : 'false';
  const forLake = isLaked ? `${behind('$lakePosition')} AND (${compares ? isChanged : 'true'})` : 'false';
  const select = `SELECT * FROM (
      SELECT ${COLUMNS.map((name) => `gold.${name}`).join(', ')}, ${forLog} AS for_log, ${forLake} AS for_lake
      FROM ${gold} AS gold ${compares ? `LEFT JOIN (${last}) USING (lead_id)` : ''}
      WHERE gold.lead_id IS NOT NULL AND ${condition}
    ) WHERE for_log OR for_lake`;
  return writeWorkFile(lake, `batch-${id}`, {
    select,
    values: {
      ...values,
      ...(outputs.includes('LOG') ? { logPosition } : {}),
      ...(isLaked ? { lakePosition } : {}),
      ...(compares ? { model: model ?? '', version: version ?? 0 } : {}),
    },
  });
}

function behind(position: string): string {
  return `(${position} IS NULL OR gold.lead_id > ${position})`;
}
