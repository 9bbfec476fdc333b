/** Topic of changes outside of `models` that belong in its audit log. */
export const MODELS_AUDIT = 'models.audit';

/** A change that was made outside of `models`, on its way into the audit log. */
export interface AuditedChange {
  readonly action:
    | 'SET_CRM_MODEL'
    | 'OVERRIDE_SCORE'
    | 'END_SCORE_OVERRIDE'
    | 'MERGE_LEADS'
    | 'UNDO_MERGE'
    | 'ERASE_LEAD';
  /** absent where the change is about no model */
  readonly model?: string;
  /** subject of the token that made it; absent: the system */
  readonly by?: string;
  readonly reason: string;
  /** epoch milliseconds */
  readonly at: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly clientAddress?: string | undefined;
  readonly requestId?: string | undefined;
}
