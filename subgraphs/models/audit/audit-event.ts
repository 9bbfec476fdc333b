/** Actions that are audited. */
export const AUDIT_ACTIONS = [
  'REGISTER',
  'STAGE',
  'PROMOTE',
  'ROLL_BACK',
  'ARCHIVE',
  'SET_CHALLENGER',
  'REMOVE_CHALLENGER',
  'SET_PROMOTION_POLICY',
  'SET_GRADE_POLICY',
  'REQUEST_PROMOTION',
  'APPROVE_PROMOTION',
  'REJECT_PROMOTION',
  'START_ROLLOUT',
  'PAUSE_ROLLOUT',
  'RESUME_ROLLOUT',
  'ADVANCE_ROLLOUT',
  'APPROVE_ROLLOUT',
  'ABORT_ROLLOUT',
  'STEP_ROLLOUT',
  'FAIL_ROLLOUT',
  'SET_CRM_MODEL',
  'RESEND_WEBHOOK',
  'CREATE_MACHINE_TOKEN',
  'REVOKE_MACHINE_TOKEN',
  'OVERRIDE_SCORE',
  'END_SCORE_OVERRIDE',
  'MERGE_LEADS',
  'UNDO_MERGE',
  'ERASE_LEAD',
] as const;

/** Actions about a lead, whose reasons may be about a person. */
export const LEAD_ACTIONS: readonly AuditAction[] = [
  'OVERRIDE_SCORE',
  'END_SCORE_OVERRIDE',
  'MERGE_LEADS',
  'UNDO_MERGE',
  'ERASE_LEAD',
];

/** An action of {@link AUDIT_ACTIONS}. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Outcomes of an attempt. */
export const AUDIT_OUTCOMES = ['APPLIED', 'REFUSED'] as const;

/** An outcome of {@link AUDIT_OUTCOMES}. */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Actor and reason of a change, and the request that it came with. */
export interface Authorship {
  readonly by: string;
  readonly reason: string;
  /** as the gateway saw it; absent for changes without a client */
  readonly clientAddress?: string | undefined;
  /** finds the request in the logs */
  readonly requestId?: string | undefined;
}

/** Attempt to change a model. */
export interface Attempt extends Authorship {
  readonly action: AuditAction;
  /** undefined when the attempt names none, such as an unreadable registration */
  readonly model: string | undefined;
  readonly version?: number | undefined;
  /** false where the caller audits refusals itself, as for repeated attempts; default true */
  readonly isRefusalAudited?: boolean | undefined;
}

/** State of a model before or after a change, as the audit log stores it. */
export type AuditState = Readonly<Record<string, unknown>>;

/** Completed attempt, to be stored. */
export interface NewAuditEvent extends Attempt {
  readonly at: number;
  readonly outcome: AuditOutcome;
  /** error code of a refusal */
  readonly code?: string;
  readonly message?: string;
  readonly before?: AuditState | undefined;
  readonly after?: AuditState | undefined;
}

/** Audit event as stored. */
export interface AuditEventRow {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly action: AuditAction;
  readonly model: string | null;
  readonly version: number | null;
  readonly reason: string;
  readonly outcome: AuditOutcome;
  readonly code: string | null;
  readonly message: string | null;
  readonly state_before: AuditState | null;
  readonly state_after: AuditState | null;
  readonly client_address: string | null;
  readonly request_id: string | null;
}
