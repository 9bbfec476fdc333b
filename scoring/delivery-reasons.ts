/** Topic by which `leads` asks for the reasons of scores that are delivered to the CRM. */
export const REASON_QUESTIONS = 'scores.explain';

/** Topic of the answers. */
export const REASON_ANSWERS = 'leads.score-reasons';

/** Message of {@link REASON_QUESTIONS}: the score that a delivery is about. */
export interface ReasonQuestion {
  readonly deliveryId: number;
  readonly leadId: string;
  /** sequence of the score in the subgraph `scores` */
  readonly sequence: number;
}

/** Message of {@link REASON_ANSWERS} about one delivery. */
export interface ReasonAnswer {
  readonly deliveryId: number;
  /** null where the score cannot be explained */
  readonly reasons: readonly DeliveredReason[] | null;
}

/** Reason of a score, as `scores` explains it. */
export interface DeliveredReason {
  /** such as "12 website visits raise the score" */
  readonly sentence: string;
  /** name of the feature */
  readonly feature: string;
  /** null where it is missing */
  readonly value: number | string | null;
  /** nats; positive raises the score */
  readonly contribution: number;
}
