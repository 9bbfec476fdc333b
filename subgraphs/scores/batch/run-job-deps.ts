import type { Lake } from '../../../lake/delta/lake.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { LogWriterDeps } from './log-writer.ts';

/** Dependencies of a run of any batch job. */
export interface RunJobDeps extends LogWriterDeps {
  readonly lake: Lake;
  readonly log: Logger;
  /** rows that the log gets in one statement */
  readonly chunkRows: number;
  /** aborted when the process stops: the job ends after the rows under way, for another to resume */
  readonly closing: AbortSignal;
}
