/** Stages of leads that sales works on, as texts of the lake. */
export const OPEN_STAGES = ['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL'] as const;

/** Stages of leads that are closed, as texts of the lake. */
export const CLOSED_STAGES = ['WON', 'LOST', 'REMOVED', 'MERGED'] as const;
