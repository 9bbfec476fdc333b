import type { ExpectationSeverity, ExpectationStatus } from '../../lake/expectations/expectation.ts';
import type { LakeLayer } from '../../lake/expectations/lake-tables.ts';
import type { LeadChangeKind } from './changes/change-store.ts';
import type { InteractionKind } from './interactions/interaction.ts';
import type { OutcomeResult } from './outcomes/outcome.ts';

/** Views of the schema `leads` that other subgraphs may read, with their columns. Times are epoch milliseconds. */
export interface PublishedViews {
  /** every version of every lead, with the facts that features are computed from */
  readonly 'leads.lead_facts': {
    readonly lead_id: string;
    /** inclusive */
    readonly valid_from: number;
    /** exclusive; 2⁶³ − 1 for the current version */
    readonly valid_until: number;
    readonly created_at: number;
    readonly company_size: number | null;
    readonly industry: string | null;
    readonly country: string | null;
    readonly source: string | null;
    readonly licence_type: string | null;
  };
  /** every interaction, with the facts that features are computed from */
  readonly 'leads.interaction_facts': {
    readonly lead_id: string;
    readonly kind: InteractionKind;
    readonly occurred_at: number;
    readonly recorded_at: number;
    readonly duration_seconds: number | null;
    /** pages of a website visit */
    readonly quantity: number | null;
  };
  /** every lead that is not merged, with its outcome; all null where none is recorded */
  readonly 'leads.outcome_facts': {
    readonly lead_id: string;
    readonly created_at: number;
    readonly result: OutcomeResult | null;
    readonly occurred_at: number | null;
    readonly recorded_at: number | null;
    /** AED */
    readonly revenue: number | null;
  };
  /** every lead, and whether its stage is closed */
  readonly 'leads.lead_state': {
    readonly lead_id: string;
    readonly is_closed: boolean;
  };
  /** every lead with the start of its current version, and whether its stage is closed */
  readonly 'leads.current_lead': {
    readonly lead_id: string;
    readonly valid_from: number;
    readonly is_closed: boolean;
  };
  /** every lead that is merged, with the lead that it was merged into, which may be merged itself */
  readonly 'leads.merged_lead': {
    readonly lead_id: string;
    readonly survivor_id: string;
  };
  /** every change of a lead that is kept, in the order of transaction and sequence */
  readonly 'leads.change_log': {
    readonly transaction_id: number;
    readonly sequence: number;
    readonly lead_id: string;
    readonly kind: LeadChangeKind;
    readonly changed_at: number;
    /** whether it fills up a backlog, as an import does */
    readonly is_backfill: boolean;
  };
  /** one row: the state of the log as a stream, see `StreamTable` */
  readonly 'leads.change_log_stream': {
    readonly epoch: string;
    readonly transaction_offset: number;
    readonly pruned_transaction_id: number;
    readonly pruned_sequence: number;
  };
  /** tables of the lake as of their last check */
  readonly 'leads.lake_table_state': {
    /** below the lake's URL */
    readonly path: string;
    readonly layer: LakeLayer;
    readonly version: number;
    /** last version that no gate failed; null when there was none */
    readonly passed_version: number | null;
    readonly rows: number;
    readonly bytes: number;
    /** number of data files */
    readonly files: number;
    /** time of the version */
    readonly updated_at: number;
    /** when the table was last brought up to date, whether or not there was anything new */
    readonly refreshed_at: number;
    /** interval of refreshes, ms; null without a schedule */
    readonly refresh_ms: number | null;
  };
  /** entities of the CRM that are synced, and targets of scores; none without a CRM */
  readonly 'leads.crm_state': {
    /** IN: from the CRM; OUT: to it */
    readonly direction: 'IN' | 'OUT';
    /** entity of the sync, or target of scores */
    readonly name: string;
    /** IN: every change before it is here, null before the end of the backfill; OUT: oldest score that waits, null without */
    readonly behind_since: number | null;
    /** error code of the fault that stops it; null while it runs */
    readonly stopped_code: string | null;
    readonly stopped_message: string | null;
    readonly stopped_since: number | null;
    /** rows that could not be written here, or scores that the CRM did not take */
    readonly parked: number;
  };
  /** every kept result of the lake's expectations; committed in the order of sequence */
  readonly 'leads.lake_expectation_log': {
    readonly sequence: number;
    readonly layer: LakeLayer;
    readonly path: string;
    readonly expectation: string;
    readonly severity: ExpectationSeverity;
    readonly status: ExpectationStatus;
    /** figure; null without data */
    readonly found: number | null;
    /** bounds of the figure; null where there is none, or none is known yet */
    readonly least: number | null;
    readonly greatest: number | null;
    readonly rows: number;
    readonly version: number;
    readonly checked_at: number;
  };
}
