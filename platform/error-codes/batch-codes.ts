import type { ErrorEntry } from './error-entry.ts';

/** Codes about batch jobs. */
export const BATCH_CODES = {
  LAKE_GATE_FAILED: {
    status: 409,
    meaning: 'No version of the table has passed the gates of its expectations.',
    cure: 'See lakeTables for the expectation that failed; repair the table, or accept its figure by acceptLakeExpectation.',
  },
  LAKE_OFF: {
    status: 409,
    meaning: 'The platform runs without a lake.',
    cure: 'Set LAKE_URL to a folder or bucket, and start again.',
  },
  BATCH_JOB_NOT_FOUND: {
    status: 404,
    meaning: 'No batch job has this id.',
    cure: 'Check the id; the query batchJobs lists them.',
  },
  BATCH_JOB_ENDED: {
    status: 409,
    meaning: 'The batch job has ended, so it cannot be cancelled.',
    cure: 'Read its status; nothing needs to be cancelled.',
  },
  BATCH_QUEUE_FULL: {
    status: 429,
    meaning: 'Too many batch jobs wait or run.',
    cure: 'Wait until some have ended, or cancel those that are no longer needed.',
  },
  BATCH_VERSION_REPLACED: {
    status: 409,
    meaning: 'The version began or ceased to answer traffic while its batch job ran, so the rest was not scored.',
    cure: 'Start a batch job of the version that answers now.',
  },
  BATCH_RUN_NOT_FOUND: {
    status: 404,
    meaning: 'The Delta table predictions has no row of another engine with this job id.',
    cure: 'Check the job id that the run was given, and that it wrote to the lake of this platform.',
  },
  BATCH_RUN_IMPORTED: {
    status: 409,
    meaning:
      'The predictions of this run are in the log already, or are being imported; id of the error names the job.',
    cure: 'Read that job; nothing needs to be imported.',
  },
} as const satisfies Record<string, ErrorEntry>;
