import type { DeltaColumn } from '../delta/delta-column.ts';
import { type BronzeTable, INGESTION_COLUMNS, POSITION_COLUMNS } from './bronze-table.ts';

const text = (name: string, comment?: string): DeltaColumn => ({
  name,
  type: 'string',
  nullable: true,
  ...(comment === undefined ? {} : { comment }),
});

/** Columns of a lead that can change. */
export const LEAD_DATA_COLUMNS: readonly DeltaColumn[] = [
  text('name'),
  text('email'),
  text('phone'),
  text('company'),
  { name: 'company_size', type: 'integer', nullable: true, comment: 'employees' },
  text('industry'),
  text('country', 'ISO 3166-1 alpha-2'),
  text('nationality', 'ISO 3166-1 alpha-2'),
  text('emirate'),
  text('source'),
  text('campaign'),
  text('licence_type'),
  text('business_activity'),
  text('owner'),
  {
    name: 'stage',
    type: 'string',
    nullable: false,
    comment: 'NEW, CONTACTED, QUALIFIED, PROPOSAL, WON, LOST, REMOVED or MERGED',
  },
];

/** Every version of every lead. */
export const LEAD_EVENTS: BronzeTable = {
  path: 'bronze/lead_events',
  description: 'One row per version of a lead, as it came.',
  columns: [
    ...POSITION_COLUMNS,
    { name: 'version', type: 'integer', nullable: false, comment: '1 for a new lead, growing with each change' },
    { name: 'created_at', type: 'long', nullable: false, comment: 'creation of the lead, epoch milliseconds' },
    { name: 'valid_from', type: 'long', nullable: false, comment: 'start of the version, epoch milliseconds' },
    ...LEAD_DATA_COLUMNS,
    ...INGESTION_COLUMNS,
  ],
};
