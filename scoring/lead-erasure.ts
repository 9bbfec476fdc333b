/** Topics by which `leads` has others replace the ids of an erased person: each consumer keeps a queue of its own. */
export const ERASURE_TOPICS = { SCORES: 'scores.erasure', MODELS: 'models.erasure' } as const;

/** Subgraph that replaces ids on request. */
export type ErasurePart = keyof typeof ERASURE_TOPICS;

/** Topic by which they answer that no row has the old ids any more. */
export const LEADS_ERASED = 'leads.erased';

/** Message of {@link ERASURE_TOPICS}: ids to replace. */
export interface LeadErasure {
  /** id of the erasure */
  readonly erasure: string;
  readonly leads: readonly ReplacedId[];
}

/** An id, and the one that takes its place. */
export interface ReplacedId {
  readonly from: string;
  readonly to: string;
}

/** Message of {@link LEADS_ERASED}. */
export interface ErasedPart extends LeadErasure {
  readonly part: ErasurePart;
}
