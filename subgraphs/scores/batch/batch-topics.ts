/** Event topic: a batch job waits or was cancelled. */
export const BATCH_JOB_TOPIC = 'scores.batch_job';

/** Event topic: a batch job made progress or changed its state. */
export const BATCH_PROGRESS_TOPIC = 'scores.batch_progress';
