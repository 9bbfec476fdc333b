import { Random } from '../subgraphs/leads/demo/random.ts';
import { chance } from '../subgraphs/leads/demo/samplers.ts';
import type { LeadRow } from '../subgraphs/leads/leads/lead.ts';
import type { OutcomeRow } from '../subgraphs/leads/outcomes/outcome.ts';

const DAY_MS = 86_400_000;

/** A label looks this far ahead: whether the lead converts within 90 days of the scoring time. */
export const LABEL_HORIZON_DAYS = 90;

/** A lead to learn from: as of when it is scored, and what came of it within the horizon. */
export interface Example {
  readonly lead_id: string;
  /** epoch milliseconds */
  readonly as_of: number;
  readonly label: 0 | 1;
}

/**
 * Time at which a lead of the training population is scored, as the platform would: one in ten right after it came, most within
 * three weeks, a third later, up to ten months.
 *
 * @param endAt epoch milliseconds at which the population ends: beyond it no outcome is known
 * @returns undefined when the lead was decided by then (it is no longer scored) or its label is not known yet
 */
export function drawExample(
  seed: number,
  rank: number,
  lead: LeadRow,
  outcome: OutcomeRow | undefined,
  endAt: number,
): Example | undefined {
  const asOf = lead.created_at + Math.floor(drawAgeDays(new Random(seed, rank)) * DAY_MS);
  const horizon = asOf + LABEL_HORIZON_DAYS * DAY_MS;
  if (horizon > endAt || (outcome && outcome.occurred_at <= asOf)) return undefined;
  const converted = outcome?.result === 'CONVERTED' && outcome.occurred_at <= horizon;
  return { lead_id: lead.id, as_of: asOf, label: converted ? 1 : 0 };
}

function drawAgeDays(random: Random): number {
  if (chance(random, 0.1)) return 0.001 * random.uniform();
  return chance(random, 0.6) ? 21 * random.uniform() : 21 + 279 * random.uniform();
}
