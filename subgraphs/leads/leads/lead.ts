/** Stage of a lead in the sales process: open, or one of {@link CLOSED_STAGES}. */
export const LeadStage = {
  NEW: 'NEW',
  CONTACTED: 'CONTACTED',
  QUALIFIED: 'QUALIFIED',
  PROPOSAL: 'PROPOSAL',
  WON: 'WON',
  LOST: 'LOST',
  /** deleted in the CRM, or erased */
  REMOVED: 'REMOVED',
  /** joined into another lead */
  MERGED: 'MERGED',
} as const;

/** See {@link LeadStage}. */
export type LeadStage = (typeof LeadStage)[keyof typeof LeadStage];

/**
 * Stages of leads that sales no longer works on. WON and LOST come with an outcome, REMOVED with a deletion, MERGED with a
 * merge; callers set the others.
 */
export const CLOSED_STAGES: readonly LeadStage[] = [LeadStage.WON, LeadStage.LOST, LeadStage.REMOVED, LeadStage.MERGED];

/** Whether a stage is one of {@link CLOSED_STAGES}. */
export function isClosedStage(stage: LeadStage | null): boolean {
  return CLOSED_STAGES.some((closed) => closed === stage);
}

/** Grade of a scored lead, A the most promising. */
export const Grade = { A: 'A', B: 'B', C: 'C', D: 'D' } as const;

/** See {@link Grade}. */
export type Grade = (typeof Grade)[keyof typeof Grade];

/** Score that the ranking holds for a lead: the newest one of the model that feeds the CRM. */
export interface CrmScore {
  /** calibrated, 0–1 */
  readonly probability: number;
  /** 1–99 */
  readonly points: number;
  readonly grade: Grade;
  /** such as `lead-conversion:1` */
  readonly modelVersion: string;
  /** epoch milliseconds */
  readonly scoredAt: number;
  /** change of its log-odds since a week, nats; 0 where the lead has no older score */
  readonly weekChange: number;
}

/** Fields of a lead that callers set; null is unknown. Their meaning is that of the columns of {@link LeadRow}. */
export interface LeadFields {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly company: string | null;
  readonly companySize: number | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly nationality: string | null;
  readonly emirate: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly licenceType: string | null;
  readonly businessActivity: string | null;
  readonly owner: string | null;
}

/** Lead as it is now, with its score in the ranking. Times are epoch milliseconds. */
export interface Lead extends LeadFields {
  readonly id: string;
  readonly createdAt: number;
  /** start of its current version */
  readonly updatedAt: number;
  /** 1 for a new lead, one more with each change of its fields */
  readonly version: number;
  readonly stage: LeadStage;
  /** null without an interaction */
  readonly lastInteractionAt: number | null;
  /** null before the first score */
  readonly crmScore: CrmScore | null;
}

/**
 * Row of a lead as it is now. Times are epoch milliseconds; null is unknown, never another category.
 *
 * Categories are the CRM's own words, by convention in upper snake case: they go to the model unchanged.
 */
export interface LeadRow {
  /** the CRM's own id, or a generated one */
  readonly id: string;
  /** creation of the lead; never changes */
  readonly created_at: number;
  readonly name: string | null;
  readonly email: string | null;
  /** E.164 where known, such as +971501234567 */
  readonly phone: string | null;
  readonly company: string | null;
  /** employees */
  readonly company_size: number | null;
  /** such as TRADING or LOGISTICS */
  readonly industry: string | null;
  /** country of the lead, ISO 3166-1 alpha-2 */
  readonly country: string | null;
  /** nationality of the contact, ISO 3166-1 alpha-2 */
  readonly nationality: string | null;
  /** such as DUBAI or RAS_AL_KHAIMAH */
  readonly emirate: string | null;
  /** channel that brought the lead, such as GOOGLE_ADS or PARTNER */
  readonly source: string | null;
  readonly campaign: string | null;
  /** such as FREE_ZONE_COMMERCIAL */
  readonly licence_type: string | null;
  /** purpose of the licence, in words */
  readonly business_activity: string | null;
  /** member of sales who is responsible for the lead */
  readonly owner: string | null;
  readonly stage: LeadStage;
}
