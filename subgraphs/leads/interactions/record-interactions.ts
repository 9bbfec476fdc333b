import { DomainError } from '../../../platform/errors.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import type { Lead } from '../leads/lead.ts';
import { commitChange, getLead } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { Origin } from '../leads/origin.ts';
import { checkNotInFuture, factTime } from '../leads/time-rule.ts';
import type { InteractionKind, InteractionRow } from './interaction.ts';
import { insertInteractions } from './interaction-store.ts';

/** An interaction to record. */
export interface NewInteraction {
  /** unique within the lead; generated when absent */
  readonly id?: string | null;
  readonly kind: InteractionKind;
  /** epoch milliseconds, not in the future */
  readonly occurredAt: number;
  /** at least 0 */
  readonly durationSeconds?: number | null;
  /** pages of a website visit, at least 0 */
  readonly quantity?: number | null;
  /** at most 2,000 characters */
  readonly note?: string | null;
}

/** Result of {@link recordInteractions}. */
export interface RecordedInteractions {
  readonly leadId: string;
  readonly lead: Lead;
  /** number of new interactions */
  readonly recorded: number;
}

/** Most interactions recorded at once. */
export const MAX_INTERACTIONS = 1_000;

const MAX_ID_LENGTH = 200;
/** Longest note, characters. */
export const MAX_NOTE_LENGTH = 2_000;

/**
 * Records interactions of a lead: all of them, or none when one is refused.
 *
 * @throws {DomainError} LEAD_NOT_FOUND, TOO_MANY_ITEMS for more than 1,000, VALIDATION_FAILED for an interaction in the
 * future or a value out of range
 */
export async function recordInteractions(
  deps: LeadsDeps,
  leadId: string,
  interactions: readonly NewInteraction[],
): Promise<RecordedInteractions> {
  if (interactions.length > MAX_INTERACTIONS) {
    const message = `interactions: found ${interactions.length}, expected ${MAX_INTERACTIONS} at most`;
    throw new DomainError('TOO_MANY_ITEMS', message, { limit: MAX_INTERACTIONS });
  }
  const now = deps.clock();
  const faults = new InputFaults();
  for (const [position, interaction] of interactions.entries()) {
    checkInteraction(faults, `interactions[${position}]`, interaction, now);
  }
  faults.check();
  const rows = interactions.map((interaction) => toRow(interaction, leadId, now, deps.newId));
  return commitChange(deps, async (trx) => {
    await getLead(trx, leadId);
    const recorded = await insertInteractions(trx, rows, Origin.API);
    await recordChanges(trx, changesOf('INTERACTIONS_RECORDED', [...recorded.keys()]), now);
    return { leadId, lead: await getLead(trx, leadId), recorded: recorded.get(leadId) ?? 0 };
  });
}

function checkInteraction(faults: InputFaults, where: string, interaction: NewInteraction, now: number): void {
  const { id, occurredAt, durationSeconds, quantity, note } = interaction;
  if (id != null && (id === '' || id.length > MAX_ID_LENGTH))
    faults.add(`${where}.id`, id, `1 to ${MAX_ID_LENGTH} characters`);
  checkNotInFuture(faults, `${where}.occurredAt`, occurredAt, now);
  if (durationSeconds != null && durationSeconds < 0)
    faults.add(`${where}.durationSeconds`, durationSeconds, '0 or more');
  if (quantity != null && quantity < 0) faults.add(`${where}.quantity`, quantity, '0 or more');
  if (note != null && note.length > MAX_NOTE_LENGTH)
    faults.add(`${where}.note`, note, `a text of at most ${MAX_NOTE_LENGTH} characters`);
}

function toRow(interaction: NewInteraction, leadId: string, now: number, newId: () => string): InteractionRow {
  return {
    id: interaction.id ?? newId(),
    lead_id: leadId,
    kind: interaction.kind,
    occurred_at: factTime(interaction.occurredAt, now),
    recorded_at: now,
    duration_seconds: interaction.durationSeconds ?? null,
    quantity: interaction.quantity ?? null,
    note: interaction.note ?? null,
  };
}
