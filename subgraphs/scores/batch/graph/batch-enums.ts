import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { BATCH_JOB_KINDS, BATCH_JOB_STATUSES, BATCH_OUTPUTS, SKIP_REASONS } from '../rules/batch-job.ts';

/** GraphQL enum of the kinds of batch jobs. */
export const BatchJobKind = stringEnum(BATCH_JOB_KINDS);
registerEnumType(BatchJobKind, {
  name: 'BatchJobKind',
  description: 'Kind of a batch job.',
  valuesConfig: {
    SCORE: { description: 'It scores the leads of the Delta table `gold/features`.' },
    IMPORT: { description: 'It takes the predictions of a run of another engine, such as Spark, into the log.' },
  },
});

/** GraphQL enum of the states of a batch job. */
export const BatchJobStatus = stringEnum(BATCH_JOB_STATUSES);
registerEnumType(BatchJobStatus, {
  name: 'BatchJobStatus',
  description: 'State of a batch job.',
  valuesConfig: {
    QUEUED: { description: 'It waits for the jobs before it: one runs at a time.' },
    RUNNING: { description: 'It goes through its rows. After the end of a process another one resumes it.' },
    SUCCEEDED: { description: 'It went through all of its rows.' },
    CANCELLED: { description: 'A person cancelled it. The predictions that it had written stay.' },
    FAILED: { description: 'It cannot go on; `message` has the reason. The predictions that it had written stay.' },
  },
});

/** GraphQL enum of the destinations of a batch job's predictions. */
export const BatchOutput = stringEnum(BATCH_OUTPUTS);
registerEnumType(BatchOutput, {
  name: 'BatchOutput',
  description: 'Destination of the predictions of a batch job.',
  valuesConfig: {
    LOG: {
      description: 'The prediction log: the scores of leads, with cause BATCH, which are written back to the CRM.',
    },
    LAKE: { description: 'The Delta table `predictions` of the lake.' },
  },
});

/** GraphQL enum of the reasons for which a row is not recorded. */
export const BatchSkipReason = stringEnum(SKIP_REASONS);
registerEnumType(BatchSkipReason, {
  name: 'BatchSkipReason',
  description: 'Reason for which a row of a batch job is not recorded in the prediction log.',
  valuesConfig: {
    UNCHANGED: {
      description:
        'The last score of the lead has the same version, and features that differ in nothing but their age.',
    },
    SUPERSEDED: { description: 'The last score of the lead is as of a later time than the row.' },
    OTHER_VERSION: { description: 'A rollout has another version answer the lead.' },
    INFERENCE_FAILED: { description: 'The model failed on the row.' },
    UNKNOWN_LEAD: { description: 'No lead has this id, or the lake has no features of it.' },
    UNKNOWN_VERSION: { description: 'No model version of this number is registered, or it is archived.' },
    PROBABILITY_OUT_OF_RANGE: { description: 'Raw score or probability are no numbers from 0 to 1.' },
    DIGEST_MISMATCH: {
      description: 'The row was computed from other features than `gold/features` has at its version.',
    },
    DUPLICATE: { description: 'The run has several rows of the lead; the first counts.' },
  },
});
