import type { DeltaColumn } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import type { DuckConnection } from '../../../lake/duckdb/duck-connection.ts';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';
import type { Events } from '../../../platform/database/events.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { scoreValues } from '../record/score-values.ts';
import type { GradingVersion } from '../versions/deployment-store.ts';
import type { BatchMetrics } from './batch-metrics.ts';
import { BATCH_PROGRESS_TOPIC } from './batch-topics.ts';
import type { ScoredPart } from './engine/scored-part.ts';
import type { BatchJob } from './rules/batch-job.ts';
import { dropIntent, findJob, intendPart, passPart } from './store/batch-job-store.ts';

/** Dependencies of a {@link LakeWriter}. */
export interface LakeWriterDeps {
  readonly db: ScoresDb;
  readonly lake: Lake;
  readonly version: GradingVersion;
  readonly events: Pick<Events, 'publish'>;
  readonly batchMetrics: BatchMetrics;
  /** epoch milliseconds */
  readonly clock: () => number;
}

const column = (name: string, type: DeltaColumn['type']): DeltaColumn => ({ name, type, nullable: true });

const PREDICTIONS: readonly DeltaColumn[] = [
  column('job_id', 'string'),
  column('lead_id', 'string'),
  column('as_of', 'long'),
  column('model', 'string'),
  column('model_version', 'integer'),
  column('raw_score', 'double'),
  column('probability', 'double'),
  column('points', 'integer'),
  column('grade', 'string'),
  column('feature_digest', 'string'),
  column('gold_version', 'long'),
  column('scored_at', 'long'),
  column('engine', 'string'),
];

/**
 * Appends the parts of one job to the Delta table `predictions`, each once.
 *
 * A part is named in the database before it is appended, and its number is in the commit: whether a part that a killed process
 * had begun is in the table is known for certain.
 */
export class LakeWriter {
  readonly #deps: LakeWriterDeps;
  readonly #job: BatchJob;
  readonly #table: DeltaTable;
  #part: number;

  constructor(deps: LakeWriterDeps, job: BatchJob) {
    this.#deps = deps;
    this.#job = job;
    this.#table = DeltaTable.at(deps.lake, 'predictions');
    this.#part = job.lakePart;
  }

  /** Finds out whether a part that was under way is in the table. @returns the job as it stands then */
  async reconcile(): Promise<BatchJob> {
    const { db, clock } = this.#deps;
    const { id, lakeIntent, lakePart } = this.#job;
    if (lakeIntent === null) return this.#job;
    const snapshot = await this.#table.snapshot();
    if ((snapshot?.txnVersion(this.#appId) ?? 0) > lakePart) await passPart(db, id, lakePart + 1, clock());
    else await dropIntent(db, id);
    const job = (await findJob(db, id)) ?? this.#job;
    this.#part = job.lakePart;
    return job;
  }

  /** Appends the rows of a part that the lake is to get. @returns false when the job no longer runs here */
  async append(part: ScoredPart): Promise<boolean> {
    const { db, lake, events, clock, batchMetrics } = this.#deps;
    const { id, kind } = this.#job;
    return lake.duckDb.use(async (connection) => {
      await this.#prepare(connection, part);
      const [counted] = await connection.rows('SELECT count(*) AS rows, max(lead_id) AS "to" FROM scored_part');
      const rows = Number(counted?.rows ?? 0);
      if (rows === 0) return true;
      const number = this.#part + 1;
      if (!(await intendPart(db, id, { number, to: String(counted?.to), rows }))) return false;
      await this.#table.create(PREDICTIONS, { description: 'Predictions of batch jobs.' });
      const txn = { appId: this.#appId, version: number };
      await this.#table.append('SELECT * FROM scored_part', { connection, txn, operation: 'BATCH SCORE' });
      await passPart(db, id, number, clock());
      this.#part = number;
      batchMetrics.wrote('LAKE', kind, rows);
      events.publish(BATCH_PROGRESS_TOPIC);
      return true;
    });
  }

  /** Makes the rows of a part the temporary table `scored_part` of a connection. */
  async #prepare(connection: DuckConnection, { part, file, rowNumbers, raw }: ScoredPart): Promise<void> {
    const { version, clock } = this.#deps;
    const { id, tableVersion, asOf } = this.#job;
    const scores: object[] = [];
    for (const [index, number] of rowNumbers.entries()) {
      const output = raw[index] as number;
      if (Number.isNaN(output)) continue;
      const { probability, points, grade } = scoreValues(version, output, version.gradePolicy);
      scores.push({ n: number, r: output, p: probability, q: points, g: grade });
    }
    const { from, until } = part;
    const read = `SELECT lead_id, as_of, feature_digest, file_row_number FROM read_parquet(${sqlText(file)}, file_row_number = true)
      WHERE file_row_number >= ${from} AND file_row_number < ${until} AND for_lake`;
    await connection.run(
      `CREATE TEMP TABLE scored_part AS
        SELECT $id AS job_id, rows.lead_id, rows.as_of, $model AS model, CAST($version AS INTEGER) AS model_version,
          s.r AS raw_score, s.p AS probability, s.q AS points, s.g AS grade, rows.feature_digest,
          CAST($gold AS BIGINT) AS gold_version, CAST($now AS BIGINT) AS scored_at, 'node' AS engine
        FROM (${read}) rows JOIN (
          SELECT unnest(from_json($scores, '[{"n":"BIGINT","r":"DOUBLE","p":"DOUBLE","q":"INTEGER","g":"VARCHAR"}]'), recursive := true)
        ) s ON s.n = rows.file_row_number ORDER BY rows.file_row_number`,
      {
        id,
        model: version.model,
        version: version.version,
        gold: asOf === null ? tableVersion : null,
        now: clock(),
        scores: JSON.stringify(scores),
      },
    );
  }

  get #appId(): string {
    return `batch/${this.#job.id}`;
  }
}
