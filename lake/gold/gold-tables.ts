import type { DeltaColumn } from '../delta/delta-column.ts';
import { FEATURES } from '../features/features.ts';
import { REPLACED_OFTEN, type TableDefinition } from '../silver/silver-tables.ts';

const FEATURE_COLUMNS: readonly DeltaColumn[] = FEATURES.map(({ name, kind, description }) => ({
  name,
  type: kind === 'number' ? 'double' : 'string',
  nullable: true,
  comment: description,
}));

/** Features of every lead, as of one time. */
export const GOLD_FEATURES: TableDefinition = {
  path: 'gold/features',
  description: 'Features of every lead, as of one time',
  properties: REPLACED_OFTEN,
  columns: [
    { name: 'lead_id', type: 'string', nullable: false },
    { name: 'as_of', type: 'long', nullable: false, comment: 'epoch milliseconds; the same in all rows' },
    {
      name: 'is_closed',
      type: 'boolean',
      nullable: false,
      comment: 'whether the stage of the lead was closed by then',
    },
    ...FEATURE_COLUMNS,
    { name: 'feature_digest', type: 'string', nullable: false, comment: 'MD5 of the features that do not merely age' },
    { name: 'computed_at', type: 'long', nullable: false, comment: 'epoch milliseconds' },
  ],
};

/** Features of leads as of their decision time, with the outcome that came of it. */
export const GOLD_TRAINING_SET: TableDefinition = {
  path: 'gold/training_set',
  description: 'Features of leads as of their decision time, with the outcome that came of it',
  columns: [
    { name: 'lead_id', type: 'string', nullable: false },
    { name: 'as_of', type: 'long', nullable: false, comment: 'decision time, epoch milliseconds' },
    ...FEATURE_COLUMNS,
    { name: 'label', type: 'integer', nullable: false, comment: '1 converted, 0 not' },
    { name: 'outcome_at', type: 'long', nullable: true, comment: 'epoch milliseconds; null without an outcome' },
    { name: 'created_at', type: 'long', nullable: false, comment: 'creation of the lead, epoch milliseconds' },
  ],
};
