import type { Origin } from '../leads/origin.ts';

/** Consent to be recorded with a lead. */
export interface NewConsent {
  /** upper snake case, such as CONTACT or MARKETING */
  readonly purpose: string;
  /** version of the text that the person agreed to, such as `2026-11` */
  readonly textVersion: string;
  /** epoch milliseconds, not in the future; now when absent */
  readonly givenAt?: number | null;
}

/** Consent of a lead. Times are epoch milliseconds. */
export interface Consent {
  readonly id: number;
  readonly leadId: string;
  readonly purpose: string;
  readonly textVersion: string;
  readonly givenAt: number;
  readonly recordedAt: number;
  /** channel that it came by */
  readonly origin: Origin;
  /** who recorded it: a web form such as `form:website`, or the subject of an access token */
  readonly subject: string;
  /** null while it is in force */
  readonly withdrawnAt: number | null;
}

/** A consent as it is stored first. */
export type ConsentRow = Omit<Consent, 'id' | 'withdrawnAt'>;
