import type { InteractionKind } from '../interactions/interaction.ts';

/** One event of a lead's story, in time since its creation. */
export interface JourneyEvent {
  readonly kind: InteractionKind;
  readonly afterDays: number;
  readonly durationSeconds: number | null;
  /** pages of a visit */
  readonly quantity: number | null;
}
