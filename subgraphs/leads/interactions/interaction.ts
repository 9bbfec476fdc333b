/** Kinds of interactions between a lead and the free zone. */
export const InteractionKind = {
  WEBSITE_VISIT: 'WEBSITE_VISIT',
  FORM_SUBMITTED: 'FORM_SUBMITTED',
  EMAIL_SENT: 'EMAIL_SENT',
  EMAIL_OPENED: 'EMAIL_OPENED',
  EMAIL_CLICKED: 'EMAIL_CLICKED',
  CALL: 'CALL',
  MEETING: 'MEETING',
  WHATSAPP: 'WHATSAPP',
  QUOTE_SENT: 'QUOTE_SENT',
} as const;

/** See {@link InteractionKind}. */
export type InteractionKind = (typeof InteractionKind)[keyof typeof InteractionKind];

/** Interaction between a lead and the free zone. Times are epoch milliseconds. */
export interface Interaction {
  /** unique within its lead */
  readonly id: string;
  readonly kind: InteractionKind;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly durationSeconds: number | null;
  /** pages of a website visit */
  readonly quantity: number | null;
  readonly note: string | null;
}

/** Row of an interaction. */
export interface InteractionRow {
  /** unique within its lead; the same id again is the same interaction */
  readonly id: string;
  readonly lead_id: string;
  readonly kind: InteractionKind;
  /** epoch milliseconds */
  readonly occurred_at: number;
  /** time of the recording, epoch milliseconds, not before it occurred; earlier scores ignore it */
  readonly recorded_at: number;
  /** duration of a visit, a form, a call or a meeting; 0 for an unanswered call */
  readonly duration_seconds: number | null;
  /** pages of a website visit */
  readonly quantity: number | null;
  readonly note: string | null;
}
