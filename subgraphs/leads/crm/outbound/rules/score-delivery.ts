import type { DeliveredReason } from '../../../../../scoring/delivery-reasons.ts';
import type { DeliveryCause } from './materiality.ts';

/** Targets of deliveries: a table of the CRM's database, or a webhook. */
export const TARGET_NAMES = ['DATABASE', 'WEBHOOK'] as const;

/** A target of {@link TARGET_NAMES}. */
export type TargetName = (typeof TARGET_NAMES)[number];

/**
 * States of a delivery. PENDING: waits, or is sent again later. DELIVERED: the CRM has it, or a newer one. FAILED: given up.
 * SUPERSEDED: not sent, as a newer one of the lead followed.
 */
export const CRM_DELIVERY_STATES = ['PENDING', 'DELIVERED', 'FAILED', 'SUPERSEDED'] as const;

/** A state of {@link CRM_DELIVERY_STATES}. */
export type CrmDeliveryState = (typeof CRM_DELIVERY_STATES)[number];

/** Score and override of a lead as a delivery holds them. Times are epoch milliseconds. */
export interface DeliveryPayload {
  /** calibrated, 0–1 */
  readonly probability: number;
  /** 1–99 */
  readonly points: number;
  /** of the score */
  readonly scoreGrade: string;
  /** such as `lead-conversion:1` */
  readonly modelVersion: string;
  readonly scoredAt: number;
  /** in force; null without one */
  readonly override: { readonly grade: string; readonly until: number } | null;
}

/** One delivery that is to be sent. */
export interface ScoreDelivery {
  readonly id: number;
  /** UUID; the same whenever it is sent again: receivers know it by that */
  readonly webhookId: string;
  /** the lead's id in the CRM */
  readonly leadId: string;
  /** grows with every delivery of a lead: of two, the higher is the newer */
  readonly sequence: number;
  readonly cause: DeliveryCause;
  readonly payload: DeliveryPayload;
  /** the strongest first; null where they are not known */
  readonly reasons: readonly DeliveredReason[] | null;
  /** failed attempts before */
  readonly attempts: number;
}

/** Grade to work by: that of the override in force, else that of the score. */
export function gradeInForce({ override, scoreGrade }: DeliveryPayload): string {
  return override?.grade ?? scoreGrade;
}
