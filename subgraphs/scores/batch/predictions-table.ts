import type { DeltaColumn } from '../../../lake/delta/delta-column.ts';

/** Path of the Delta table of batch predictions, from the lake's root. */
export const PREDICTIONS_PATH = 'predictions';

/** Description of the Delta table of batch predictions. */
export const PREDICTIONS_DESCRIPTION = 'Scores of batch jobs, of this platform and of Spark: one row per lead and job';

/** Columns of the Delta table of batch predictions. */
export const PREDICTION_COLUMNS: readonly DeltaColumn[] = [
  { name: 'job_id', type: 'string', nullable: false, comment: 'the job that scored it' },
  { name: 'lead_id', type: 'string', nullable: false },
  { name: 'as_of', type: 'long', nullable: false, comment: 'time of the features, epoch milliseconds' },
  { name: 'model', type: 'string', nullable: false },
  { name: 'model_version', type: 'integer', nullable: false },
  { name: 'raw_score', type: 'double', nullable: false, comment: 'output of the model, 0 to 1' },
  { name: 'probability', type: 'double', nullable: false, comment: 'calibrated, 0 to 1' },
  { name: 'points', type: 'integer', nullable: false, comment: '1 to 99' },
  { name: 'grade', type: 'string', nullable: false, comment: 'A to D' },
  { name: 'feature_digest', type: 'string', nullable: true, comment: 'of the features that do not merely age' },
  { name: 'gold_version', type: 'long', nullable: true, comment: 'version of gold/features that was scored' },
  { name: 'scored_at', type: 'long', nullable: false, comment: 'epoch milliseconds' },
  { name: 'engine', type: 'string', nullable: false, comment: 'node or spark' },
];
