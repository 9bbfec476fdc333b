import type { InteractionInput, InteractionKind } from '../../../graph/generated/graphql.ts';

/** Texts of the form of an interaction. */
export interface InteractionFields {
  readonly kind: InteractionKind;
  readonly minutes: string;
  readonly pages: string;
}

const TIMED: ReadonlySet<InteractionKind> = new Set(['CALL', 'MEETING', 'WEBSITE_VISIT', 'FORM_SUBMITTED']);

/** Whether interactions of a kind have a duration. */
export function hasDuration(kind: InteractionKind): boolean {
  return TIMED.has(kind);
}

/** Whether interactions of a kind have a number of pages. */
export function hasPages(kind: InteractionKind): boolean {
  return kind === 'WEBSITE_VISIT';
}

/** Whether a text is empty or a number of 0 or more. */
export function isAmount(text: string): boolean {
  return text.trim() === '' || Number(text) >= 0;
}

/** The interaction of a form; what its kind does not have is left out. */
export function interactionInput(
  id: string,
  occurredAt: string,
  { kind, minutes, pages }: InteractionFields,
  note: string,
): InteractionInput {
  return {
    id,
    kind,
    occurredAt,
    ...(hasDuration(kind) && minutes.trim() && { durationSeconds: Math.round(Number(minutes) * 60) }),
    ...(hasPages(kind) && pages.trim() && { quantity: Math.round(Number(pages)) }),
    ...(note.trim() && { note: note.trim() }),
  };
}
