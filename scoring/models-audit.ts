/** Topic of changes by the system that belong in the audit log of `models`. */
export const MODELS_AUDIT = 'models.audit';

/** A change that the system made outside of `models`, on its way into the audit log. */
export interface SystemChange {
  readonly action: 'SET_CRM_MODEL';
  readonly model: string;
  readonly reason: string;
  /** epoch milliseconds */
  readonly at: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}
