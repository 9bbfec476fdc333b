/** Where a lead stands in the sales process. WON and LOST come with an outcome; the others are open. */
export const LeadStage = {
  NEW: 'NEW',
  CONTACTED: 'CONTACTED',
  QUALIFIED: 'QUALIFIED',
  PROPOSAL: 'PROPOSAL',
  WON: 'WON',
  LOST: 'LOST',
} as const;

/** See {@link LeadStage}. */
export type LeadStage = (typeof LeadStage)[keyof typeof LeadStage];

/** What happened between a lead and the free zone. */
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

/** How a lead ended. */
export const OutcomeResult = { CONVERTED: 'CONVERTED', LOST: 'LOST' } as const;

/** See {@link OutcomeResult}. */
export type OutcomeResult = (typeof OutcomeResult)[keyof typeof OutcomeResult];

/** What can happen to a lead. */
export const LeadChangeKind = {
  SUBMITTED: 'SUBMITTED',
  UPDATED: 'UPDATED',
  INTERACTIONS_RECORDED: 'INTERACTIONS_RECORDED',
  OUTCOME_RECORDED: 'OUTCOME_RECORDED',
} as const;

/** See {@link LeadChangeKind}. */
export type LeadChangeKind = (typeof LeadChangeKind)[keyof typeof LeadChangeKind];

/** How promising a scored lead is, A the most. */
export const Grade = { A: 'A', B: 'B', C: 'C', D: 'D' } as const;

/** See {@link Grade}. */
export type Grade = (typeof Grade)[keyof typeof Grade];

/** In which order leads are listed. */
export const LeadOrder = {
  SCORE_DESC: 'SCORE_DESC',
  CREATED_AT_DESC: 'CREATED_AT_DESC',
  CREATED_AT_ASC: 'CREATED_AT_ASC',
} as const;

/** See {@link LeadOrder}. */
export type LeadOrder = (typeof LeadOrder)[keyof typeof LeadOrder];
