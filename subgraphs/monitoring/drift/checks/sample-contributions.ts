import type { Kysely } from 'kysely';
import type { FeatureVector } from '../../../../lake/features/features.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../../platform/process/model-process.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { type ChildProcessResult, runInChildProcess } from '../../../../platform/process/run-in-child-process.ts';
import { readArtifact } from '../../../../scoring/artifact.ts';
import type { DataWindow } from '../../windows/prediction-window.ts';
import type { VersionFacts } from '../../windows/version-facts.ts';
import type { ContributionAnswer, ContributionJob } from './contributions-process.ts';

/** Rows in the sample: its mean is within about a tenth of that over all rows. */
const SAMPLE_ROWS = 200;
const TIME_LIMIT_MS = 30_000;
const ENTRY = entryPoint('subgraphs/monitoring/drift/checks/contributions-process.ts');

/**
 * Computes mean absolute contributions of features to the scores of the current window, from a sample of its rows. The model
 * runs in a child process, within a time limit.
 *
 * @returns undefined when the model cannot be run; the log has the reason
 */
export async function sampleContributions(
  db: Kysely<never>,
  log: Logger,
  { model, version, digest, signature, calibration }: VersionFacts,
  window: DataWindow,
): Promise<Readonly<Record<string, number>> | undefined> {
  const features = signature.inputs.map(({ name }) => name);
  try {
    const bytes = await readArtifact(db, digest);
    const answer = await runContributions({ bytes, signature, calibration, rows: sampleRows(window, features) });
    if ('contributions' in answer) return answer.contributions;
    log.warn({ model, version, reason: answer.refusal }, 'contributions of features cannot be computed');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.warn({ err: error, model, version }, 'contributions of features cannot be computed');
  }
  return undefined;
}

async function runContributions(job: ContributionJob): Promise<ContributionAnswer> {
  const limits = { timeLimitMs: TIME_LIMIT_MS, memoryLimitBytes: DEFAULT_MODEL_MEMORY_BYTES };
  const { messages, ending } = await runInChildProcess<ContributionAnswer>({ entry: ENTRY, job, ...limits });
  const [answer] = messages;
  if (answer) return answer;
  return { refusal: describeEnding(ending) };
}

function describeEnding(ending: ChildProcessResult<never>['ending']): string {
  if (ending === 'OVERDUE') return `no answer within ${TIME_LIMIT_MS} ms`;
  if (ending === 'OUT_OF_MEMORY') return `more memory needed than ${DEFAULT_MODEL_MEMORY_BYTES} bytes`;
  return `a crash (${ending?.crash})`;
}

/** Rows at equal distances. */
function sampleRows({ rows, columns }: DataWindow, features: readonly string[]): readonly FeatureVector[] {
  const count = Math.min(rows, SAMPLE_ROWS);
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor((i * rows) / count);
    const values = features.map((feature) => {
      const value = columns[feature]?.values[row];
      return [feature, value === undefined || Number.isNaN(value) ? null : value];
    });
    return Object.fromEntries(values) as FeatureVector;
  });
}
