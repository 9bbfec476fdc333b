import { type BronzeTable, INGESTION_COLUMNS, POSITION_COLUMNS } from './bronze-table.ts';

/** Every outcome of a lead. */
export const OUTCOME_EVENTS: BronzeTable = {
  path: 'bronze/outcome_events',
  description: 'One row per outcome of a lead, as it came.',
  columns: [
    ...POSITION_COLUMNS,
    { name: 'result', type: 'string', nullable: false, comment: 'CONVERTED or LOST' },
    { name: 'occurred_at', type: 'long', nullable: false, comment: 'epoch milliseconds' },
    { name: 'recorded_at', type: 'long', nullable: false, comment: 'epoch milliseconds' },
    { name: 'revenue', type: 'double', nullable: true, comment: 'AED' },
    { name: 'reason', type: 'string', nullable: true },
    ...INGESTION_COLUMNS,
  ],
};
