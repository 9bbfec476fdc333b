import type { InteractionKind, LeadStage, OutcomeResult } from './vocabulary.ts';

/**
 * A lead as it is now. Times are epoch milliseconds; null is unknown, never another category.
 *
 * Categories are the CRM's own words, by convention in upper snake case: they go to the model unchanged.
 */
export interface LeadRow {
  /** the CRM's own id, or a generated one */
  readonly id: string;
  /** when the lead came to be; never changes afterwards */
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
  /** where the lead comes from, ISO 3166-1 alpha-2 */
  readonly country: string | null;
  /** of the contact, ISO 3166-1 alpha-2 */
  readonly nationality: string | null;
  /** where in the UAE, such as DUBAI or RAS_AL_KHAIMAH */
  readonly emirate: string | null;
  /** channel that brought the lead, such as GOOGLE_ADS or PARTNER */
  readonly source: string | null;
  readonly campaign: string | null;
  /** such as FREE_ZONE_COMMERCIAL */
  readonly licence_type: string | null;
  /** what the licence is for, in words */
  readonly business_activity: string | null;
  /** who in sales works the lead */
  readonly owner: string | null;
  readonly stage: LeadStage;
}

/** One thing that happened between a lead and the free zone. */
export interface InteractionRow {
  /** unique within its lead; the same id again is the same interaction */
  readonly id: string;
  readonly lead_id: string;
  readonly kind: InteractionKind;
  /** epoch milliseconds */
  readonly occurred_at: number;
  /** when it became known here, epoch milliseconds, not before it occurred; scores of earlier times ignore it */
  readonly recorded_at: number;
  /** a visit, a form, a call, a meeting: how long it took; 0 for a call nobody answered */
  readonly duration_seconds: number | null;
  /** pages of a website visit */
  readonly quantity: number | null;
  readonly note: string | null;
}

/** How a lead ended; at most one per lead. */
export interface OutcomeRow {
  readonly lead_id: string;
  readonly result: OutcomeResult;
  /** epoch milliseconds */
  readonly occurred_at: number;
  /** when it became known here, epoch milliseconds */
  readonly recorded_at: number;
  /** AED; null when unknown or lost */
  readonly revenue: number | null;
  readonly reason: string | null;
}
