import type { InteractionKind } from '../interactions/interaction.ts';

/** Event of a lead's journey, by the time since the lead's creation. */
export interface JourneyEvent {
  readonly kind: InteractionKind;
  readonly afterDays: number;
  readonly durationSeconds: number | null;
  /** pages of a visit */
  readonly quantity: number | null;
}
