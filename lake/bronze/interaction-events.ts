import { type BronzeTable, INGESTION_COLUMNS, POSITION_COLUMNS } from './bronze-table.ts';

/** Every interaction. */
export const INTERACTION_EVENTS: BronzeTable = {
  path: 'bronze/interaction_events',
  description: 'One row per interaction between a lead and the free zone, as it came.',
  columns: [
    ...POSITION_COLUMNS,
    { name: 'interaction_id', type: 'string', nullable: false, comment: 'unique within the lead' },
    { name: 'kind', type: 'string', nullable: false, comment: 'such as CALL or WEBSITE_VISIT' },
    { name: 'occurred_at', type: 'long', nullable: false, comment: 'epoch milliseconds' },
    { name: 'recorded_at', type: 'long', nullable: false, comment: 'epoch milliseconds' },
    { name: 'duration_seconds', type: 'integer', nullable: true, comment: 'seconds' },
    { name: 'quantity', type: 'integer', nullable: true, comment: 'pages of a website visit' },
    { name: 'note', type: 'string', nullable: true },
    ...INGESTION_COLUMNS,
  ],
};
