import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { DomainError } from '../../../platform/errors.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import { scoreValues } from '../record/score-values.ts';
import { type GradingVersion, getRegisteredVersion, recordVersion } from '../versions/deployment-store.ts';
import { hasStalled } from '../versions/withdrawal-store.ts';
import { BatchEngine } from './engine/batch-engine.ts';
import { planParts } from './engine/batch-part.ts';
import type { ScoredPart } from './engine/scored-part.ts';
import { LakeWriter } from './lake-writer.ts';
import { type LogRow, LogWriter } from './log-writer.ts';
import { openFeatures } from './open-features.ts';
import { PREDICTIONS_PATH } from './predictions-table.ts';
import { readWorkRows } from './read-work-rows.ts';
import type { BatchJob } from './rules/batch-job.ts';
import type { RunJobDeps } from './run-job-deps.ts';
import { selectLeads } from './select-leads.ts';
import { setRows } from './store/batch-job-store.ts';
import { WORK_FILE, type WorkFile } from './work-file.ts';

/** Dependencies of {@link runScoreJob}. */
export interface ScoreJobDeps extends RunJobDeps {
  /** threads that score */
  readonly workers: number;
  /** of a process that runs a model whose cost is unknown, bytes */
  readonly memoryLimitBytes?: number | undefined;
  /** rows of a part: the lake gets one in one commit, and a resumed job scores at most one again */
  readonly partRows: number;
}

/**
 * Scores the leads of a claimed job from its positions on.
 *
 * The log and the lake have a position each. That of the log moves in the statement that records the rows; that of the lake
 * follows the table, which knows the number of the last part by its `txn` action. So a process may end anywhere: what is
 * scored again, at most the part under way, is written to neither twice.
 *
 * @returns whether it came to its end; false when the process stops, the job was cancelled or another process runs it
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND, BATCH_VERSION_REPLACED, ARTIFACT_*, INFERENCE_*, LAKE_*
 */
export async function runScoreJob(deps: ScoreJobDeps, job: BatchJob): Promise<boolean> {
  const version = await getVersion(deps, job);
  const lakeWriter = new LakeWriter({ ...deps, version }, job);
  try {
    const resumed = await lakeWriter.reconcile();
    const work = await select(deps, resumed);
    try {
      await setRows(deps.db, job.id, job.outputs.includes('LOG') ? work.logRows : work.rows);
      if (work.rows === 0) return true;
      return await scoreFile(deps, resumed, { version, work, lakeWriter });
    } finally {
      await work.release();
    }
  } finally {
    lakeWriter.close();
  }
}

/** Version, rows and destination of a job. */
interface Scoring {
  readonly version: GradingVersion;
  readonly work: WorkFile;
  readonly lakeWriter: LakeWriter;
}

async function scoreFile(deps: ScoreJobDeps, job: BatchJob, scoring: Scoring): Promise<boolean> {
  const { closing, partRows } = deps;
  const { work, lakeWriter } = scoring;
  const logWriter = new LogWriter(deps, job);
  const engine = await openEngine(deps, scoring);
  try {
    for await (const part of engine.score(planParts([{ path: WORK_FILE, rows: work.rows }], partRows))) {
      if (closing.aborted) return false;
      await getVersion(deps, job);
      if (job.outputs.includes('LOG') && !(await logPart(deps, scoring, part, logWriter))) return false;
      if (job.outputs.includes('LAKE') && !(await lakeWriter.append(part))) return false;
    }
    return true;
  } finally {
    await engine.close();
  }
}

async function openEngine(deps: ScoreJobDeps, { version, work }: Scoring): Promise<BatchEngine> {
  const { db, lake, log, workers, memoryLimitBytes } = deps;
  await recordVersion(db, version);
  const bytes = await readArtifact(db, version.digest);
  return BatchEngine.open({
    ...{ log, version, bytes, workers, memoryLimitBytes },
    lake: { duckDb: lake.duckDb, storage: work.storage },
    hasStalled: await hasStalled(db, version.digest),
  });
}

/** @throws {DomainError} MODEL_VERSION_NOT_FOUND when it was archived, or has another file */
async function getVersion({ db }: ScoreJobDeps, job: BatchJob): Promise<GradingVersion> {
  const [model, version] = [job.model ?? '', job.version ?? 0];
  const found = await getRegisteredVersion(db, model, version);
  if (found.digest === job.digest) return found;
  const message = `${model}:${version}: found another file, expected the version as it was`;
  throw new DomainError('MODEL_VERSION_NOT_FOUND', message, { model, version });
}

async function select({ lake }: ScoreJobDeps, job: BatchJob): Promise<WorkFile> {
  const features = await openFeatures(lake, job);
  try {
    const predictions = await (await DeltaTable.at(lake, PREDICTIONS_PATH).snapshot())?.open();
    try {
      return await selectLeads(lake, job, { gold: features.relation, predictions: predictions?.relation });
    } finally {
      await predictions?.release();
    }
  } finally {
    await features.release();
  }
}

/** @returns false when the job no longer runs here */
async function logPart(
  { lake, chunkRows, closing }: ScoreJobDeps,
  { version, work }: Scoring,
  { part: { from, until }, rowNumbers, raw }: ScoredPart,
  writer: LogWriter,
): Promise<boolean> {
  const byRow = new Float64Array(until - from).fill(Number.NaN);
  for (const [index, number] of rowNumbers.entries()) byRow[number - from] = raw[index] as number;
  const slice = { file: work.file, from, until, groupRows: chunkRows };
  for await (const group of readWorkRows(lake, slice)) {
    const rows = group.map(({ number, others: _, ...row }): LogRow => {
      const output = byRow[number - from] as number;
      if (Number.isNaN(output)) return { ...row, skip: 'INFERENCE_FAILED' };
      return { ...row, scored: { version, values: scoreValues(version, output, version.gradePolicy) } };
    });
    if (closing.aborted || !(await writer.write(rows))) return false;
  }
  return true;
}
