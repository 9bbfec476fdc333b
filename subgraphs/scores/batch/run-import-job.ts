import { grade } from '../../../scoring/grade.ts';
import { points } from '../record/points.ts';
import type { ScoreValues } from '../record/score-values.ts';
import { findRegisteredVersion, type GradingVersion, recordVersion } from '../versions/deployment-store.ts';
import { type LogRow, LogWriter } from './log-writer.ts';
import { readWorkRows, type WorkRow } from './read-work-rows.ts';
import type { BatchJob, SkipReason } from './rules/batch-job.ts';
import type { RunJobDeps } from './run-job-deps.ts';
import { RUN_COLUMNS, selectRun } from './select-run.ts';
import { setRows } from './store/batch-job-store.ts';

/**
 * Records the predictions of a claimed import from its position on, with the features that they were computed from. Grade and
 * points follow from their probability, by the current grade policy.
 *
 * @returns whether it came to its end; false when the process stops, the job was cancelled or another process runs it
 * @throws {DomainError} LAKE_*
 */
export async function runImportJob(deps: RunJobDeps, job: BatchJob): Promise<boolean> {
  const { db, lake, chunkRows, closing } = deps;
  const work = await selectRun(lake, job);
  try {
    await setRows(db, job.id, work.logRows);
    const writer = new LogWriter(deps, job);
    const versions = new Versions(deps);
    const slice = { file: work.file, from: 0, until: work.rows, others: RUN_COLUMNS, groupRows: chunkRows };
    for await (const group of readWorkRows(lake, slice)) {
      const rows: LogRow[] = [];
      for (const row of group) rows.push(await toLogRow(row, versions));
      if (closing.aborted || !(await writer.write(rows))) return false;
    }
    return true;
  } finally {
    await work.release();
  }
}

async function toLogRow({ others, ...row }: WorkRow, versions: Versions): Promise<LogRow> {
  const [skip, model, number, raw, probability] = others as [SkipReason | null, string, number, number, number];
  if (skip !== null) return { ...row, skip };
  const version = await versions.find(model, number);
  if (!version) return { ...row, skip: 'UNKNOWN_VERSION' };
  return { ...row, scored: { version, values: valuesOf(version, raw, probability) } };
}

function valuesOf(
  { model, version, digest, gradePolicy }: GradingVersion,
  raw: number,
  probability: number,
): ScoreValues {
  return {
    ...{ model, version, digest, raw, probability },
    points: points(probability),
    grade: grade(probability, gradePolicy.limits),
    gradePolicy: gradePolicy.name,
  };
}

/** Registered versions that the rows name, each looked up once. */
class Versions {
  readonly #deps: Pick<RunJobDeps, 'db'>;
  readonly #found = new Map<string, Promise<GradingVersion | undefined>>();

  constructor(deps: Pick<RunJobDeps, 'db'>) {
    this.#deps = deps;
  }

  find(model: string, version: number): Promise<GradingVersion | undefined> {
    const key = `${version} ${model}`;
    const found = this.#found.get(key) ?? this.#read(model, version);
    this.#found.set(key, found);
    return found;
  }

  async #read(model: string | null, version: number | null): Promise<GradingVersion | undefined> {
    if (model === null || version === null) return undefined;
    const found = await findRegisteredVersion(this.#deps.db, model, version);
    if (found) await recordVersion(this.#deps.db, found);
    return found;
  }
}
