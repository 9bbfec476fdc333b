import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import type { Events } from '../../../platform/database/events.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import type { GradingVersion } from '../versions/deployment-store.ts';
import type { BatchMetrics } from './batch-metrics.ts';
import { BATCH_PROGRESS_TOPIC } from './batch-topics.ts';
import { partRelation } from './engine/read-blocks.ts';
import type { ScoredPart } from './engine/scored-part.ts';
import { PredictionWriter } from './prediction-writer.ts';
import { PREDICTIONS_PATH } from './predictions-table.ts';
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

/**
 * Appends the parts of one job to the Delta table `predictions`, each once.
 *
 * A part is named in the database before it is appended, and its number is in the commit: whether a part that a killed process
 * had begun is in the table is known for certain.
 */
export class LakeWriter {
  readonly #deps: LakeWriterDeps;
  readonly #job: BatchJob;
  /** number of the last part that the table has */
  #part: number;
  #writer: PredictionWriter | undefined;

  constructor(deps: LakeWriterDeps, job: BatchJob) {
    this.#deps = deps;
    this.#job = job;
    this.#part = job.lakePart;
  }

  /** Finds out whether a part that was under way is in the table. @returns the job as it stands then */
  async reconcile(): Promise<BatchJob> {
    const { db, lake, clock } = this.#deps;
    const { id, lakeIntent, lakePart } = this.#job;
    if (lakeIntent === null) return this.#job;
    const snapshot = await DeltaTable.at(lake, PREDICTIONS_PATH).snapshot();
    if ((snapshot?.txnVersion(this.#appId) ?? 0) > lakePart) await passPart(db, id, lakePart + 1, clock());
    else await dropIntent(db, id);
    const job = (await findJob(db, id)) ?? this.#job;
    this.#part = job.lakePart;
    return job;
  }

  /** Appends the rows of a part that the lake is to get. @returns false when the job no longer runs here */
  async append(part: ScoredPart): Promise<boolean> {
    const { db, events, clock, batchMetrics } = this.#deps;
    const { id, kind } = this.#job;
    const { rows, to } = await this.#measure(part);
    if (rows === 0) return true;
    const number = this.#part + 1;
    if (!(await intendPart(db, id, { number, to, rows }))) return false;
    this.#writer ??= await this.#open();
    await this.#writer.add(part);
    await this.#writer.commit({ appId: this.#appId, version: number });
    await passPart(db, id, number, clock());
    this.#part = number;
    batchMetrics.wrote('LAKE', kind, rows);
    events.publish(BATCH_PROGRESS_TOPIC);
    return true;
  }

  /** Frees the connection. */
  close(): void {
    this.#writer?.close();
  }

  /** Rows of a part that have a score and are for the lake, and the last lead of them. */
  async #measure({ part, file, rowNumbers, raw }: ScoredPart): Promise<{ readonly rows: number; readonly to: string }> {
    const failed = rowNumbers.filter((_, index) => Number.isNaN(raw[index]));
    const isScored = failed.length === 0 ? '' : `AND file_row_number NOT IN (${failed.join(', ')})`;
    const query = `SELECT count(*) AS rows, max(lead_id) AS "to" FROM ${partRelation(part, file)} WHERE for_lake ${isScored}`;
    const [found] = await this.#deps.lake.duckDb.use((connection) => connection.rows(query));
    return { rows: Number(found?.rows ?? 0), to: String(found?.to ?? '') };
  }

  #open(): Promise<PredictionWriter> {
    const { lake, version, clock } = this.#deps;
    const { id: jobId, asOf, tableVersion } = this.#job;
    const goldVersion = asOf === null ? tableVersion : null;
    return PredictionWriter.open(lake, { jobId, version, goldVersion, scoredAt: clock(), where: 'gold.for_lake' });
  }

  get #appId(): string {
    return `batch/${this.#job.id}`;
  }
}
