import { LEAD_COLUMNS, type LeadColumn } from '../leads/lead-columns.ts';

/** Columns of a lead that stay: those that features are computed from, and the stage. */
export const KEPT_COLUMNS: readonly LeadColumn[] = [
  'company_size',
  'industry',
  'country',
  'source',
  'licence_type',
  'stage',
];

/** Columns of a lead that an erasure empties. */
export const ERASED_COLUMNS: readonly LeadColumn[] = LEAD_COLUMNS.filter((column) => !KEPT_COLUMNS.includes(column));

/** Text in place of a reason that may have been about the person. */
export const ERASED_TEXT = 'erased';

/** Rows about leads, and what an erasure makes of them. */
export interface PersonalTable {
  /** name within the schema `leads` */
  readonly name: string;
  /** columns that hold ids of leads */
  readonly ids: readonly string[];
  /** SQL condition of the rows; all when absent */
  readonly when?: string;
  /** whether the rows are deleted; absent: the ids are replaced */
  readonly isDeleted?: true;
  /** columns that become null */
  readonly nulls?: readonly string[];
  /** columns whose text, where there is one, becomes {@link ERASED_TEXT} */
  readonly texts?: readonly string[];
  /** columns of JSON that become an empty object */
  readonly objects?: readonly string[];
}

/** Every table with rows about leads, but for `leads.lead` itself and the tables of erasures. */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  { name: 'lead_history', ids: ['lead_id'], nulls: ERASED_COLUMNS },
  { name: 'interaction', ids: ['lead_id'], nulls: ['note'] },
  { name: 'outcome', ids: ['lead_id'], nulls: ['reason'] },
  { name: 'submission', ids: ['lead_id'], isDeleted: true },
  { name: 'ranking', ids: ['lead_id'] },
  { name: 'ranking_history', ids: ['lead_id'] },
  { name: 'past_score', ids: ['lead_id'] },
  { name: 'change', ids: ['lead_id'] },
  { name: 'crm_parked_row', ids: ['lead_id'], isDeleted: true },
  { name: 'score_override', ids: ['lead_id'], texts: ['reason', 'end_reason'] },
  // the fact that consent was given stays
  { name: 'consent', ids: ['lead_id'] },
  { name: 'contact_key', ids: ['lead_id'], isDeleted: true },
  { name: 'contact_key_fill', ids: ['after_id'] },
  { name: 'merge', ids: ['lead_id', 'survivor_id'], nulls: ['reason', 'undo_reason'], objects: ['taken'] },
  { name: 'crm_parked_row', ids: ['lead_id'], isDeleted: true },
  { name: 'crm_parked_row', ids: ['key'], when: "entity = 'leads'", isDeleted: true },
  { name: 'crm_delivery', ids: ['lead_id'], isDeleted: true },
  { name: 'crm_last_delivery', ids: ['lead_id'], isDeleted: true },
];
