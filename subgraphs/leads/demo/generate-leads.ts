import { DAY_MS } from '../../../platform/time.ts';
import type { InteractionRow } from '../interactions/interaction.ts';
import type { LeadRow } from '../leads/lead.ts';
import type { OutcomeRow } from '../outcomes/outcome.ts';
import { drawCreationTime } from './creation-time.ts';
import { type Decision, drawDecision } from './decision.ts';
import { drawLeadRow, stageOf } from './draw-lead-row.ts';
import { drawJourney } from './journey.ts';
import type { JourneyEvent } from './journey-event.ts';
import { HOME_MARKET, type Market } from './market.ts';
import { Random } from './random.ts';
import { chance, logNormal } from './samplers.ts';

/** Settings of {@link generateLeads}. The same settings give the same rows. */
export interface DemoOptions {
  /** 32-bit integer */
  readonly seed: number;
  /** epoch milliseconds; every time is before it */
  readonly endAt: number;
  /** number of leads; 5,000 by default */
  readonly leads?: number;
  /**
   * 32-bit integer that draws the creation times by itself: then `endAt` moves times, and changes next to nothing else; the
   * seed of everything by default
   */
  readonly creationSeed?: number;
  /** length of the period of their creation, which ends at `endAt`; 365 by default */
  readonly days?: number;
  /** leads per batch; 250 by default */
  readonly batchSize?: number;
  /** population of the leads; the home market by default */
  readonly market?: Market;
  /** number of the first lead, which makes its id; 1 by default */
  readonly firstNumber?: number;
}

/** Batch of leads with about twelve interactions each, and the outcomes of those decided. */
export interface DemoBatch {
  readonly leads: readonly LeadRow[];
  readonly interactions: readonly InteractionRow[];
  readonly outcomes: readonly OutcomeRow[];
  /** ground-truth probability of conversion, one per lead; not for the database: it bounds the performance of a model */
  readonly truth: readonly number[];
}

/** Number of leads of the platform's demo data. */
export const DEMO_LEADS = 5_000;

/**
 * Generates leads of a free zone, in batches so that a caller can show progress.
 *
 * Every lead is a draw of a prospect, of the decision that the ground truth makes about it (ground-truth.ts), and of a
 * journey up to the decision or `endAt`. Recent leads are mostly open; of the older ones about one in nine has
 * converted, most others were closed as lost, and the remaining ones stay open.
 */
export function* generateLeads(options: DemoOptions): Generator<DemoBatch> {
  const { seed, creationSeed, endAt, leads = DEMO_LEADS, days = 365, batchSize = 250 } = options;
  const { market = HOME_MARKET, firstNumber = 1 } = options;
  for (let first = 0; first < leads; first += batchSize) {
    const stories = Array.from({ length: Math.min(batchSize, leads - first) }, (_, offset) => {
      const rank = first + offset;
      const random = new Random(seed, rank);
      const forCreation = creationSeed === undefined ? random : new Random(creationSeed, rank);
      const createdAt = drawCreationTime(forCreation, rank, leads, endAt, days);
      return drawStory(random, market, { number: firstNumber + rank, createdAt, endAt });
    });
    yield {
      leads: stories.map((story) => story.lead),
      interactions: stories.flatMap((story) => story.interactions),
      outcomes: stories.flatMap((story) => story.outcome ?? []),
      truth: stories.map((story) => story.truth),
    };
  }
}

interface Story {
  readonly lead: LeadRow;
  readonly interactions: readonly InteractionRow[];
  readonly outcome: OutcomeRow | undefined;
  readonly truth: number;
}

interface Place {
  /** of the lead within the data set */
  readonly number: number;
  readonly createdAt: number;
  readonly endAt: number;
}

function drawStory(random: Random, market: Market, { number, createdAt, endAt }: Place): Story {
  const prospect = market.draw(random);
  const decision = drawDecision(random, prospect, market.logOdds);
  const row = drawLeadRow(random, prospect, number, createdAt);
  const lastDay = Math.min(decision.afterDays, (endAt - createdAt) / DAY_MS);
  const events = drawJourney(random, prospect, lastDay).sort((a, b) => a.afterDays - b.afterDays);
  const interactions = events
    .map((event, index) => interactionRow(random, event, index + 1, row))
    .filter((interaction) => interaction.recorded_at < endAt);
  const outcome = outcomeRow(random, decision, row, endAt);
  const lead = { ...row, stage: stageOf(interactions, outcome) };
  return { lead, interactions, outcome, truth: decision.probability };
}

function interactionRow(
  random: Random,
  event: JourneyEvent,
  number: number,
  lead: Omit<LeadRow, 'stage'>,
): InteractionRow {
  const occurredAt = lead.created_at + Math.floor(event.afterDays * DAY_MS);
  return {
    id: `${lead.id}-${number}`,
    lead_id: lead.id,
    kind: event.kind,
    occurred_at: occurredAt,
    recorded_at: occurredAt + recordingDelayMs(random, event),
    duration_seconds: event.durationSeconds,
    quantity: event.quantity,
    note: event.kind === 'CALL' && event.durationSeconds === 0 ? 'No answer' : null,
  };
}

const TYPED_IN_BY_SALES: ReadonlySet<string> = new Set(['CALL', 'MEETING', 'WHATSAPP', 'QUOTE_SENT']);

/** Time of the recording: at once by machines, later by people. */
function recordingDelayMs(random: Random, { kind, durationSeconds, afterDays }: JourneyEvent): number {
  if (kind === 'FORM_SUBMITTED' || (kind === 'WEBSITE_VISIT' && afterDays === 0)) return 0;
  const ended = (durationSeconds ?? 0) * 1_000;
  if (!TYPED_IN_BY_SALES.has(kind)) return ended + Math.floor(2_000 * random.uniform());
  const delayDays = chance(random, 0.06) ? logNormal(random, 1.2, 0.5) : logNormal(random, 0.01, 0.8);
  return ended + Math.floor(delayDays * DAY_MS);
}

function outcomeRow(
  random: Random,
  decision: Decision,
  lead: Omit<LeadRow, 'stage'>,
  endAt: number,
): OutcomeRow | undefined {
  if (decision.result === undefined) return undefined;
  const occurredAt = lead.created_at + Math.ceil(decision.afterDays * DAY_MS);
  const recordedAt = occurredAt + Math.floor(logNormal(random, 0.05, 0.8) * DAY_MS);
  if (recordedAt >= endAt) return undefined;
  const { result, revenue, reason } = decision;
  return { lead_id: lead.id, result, occurred_at: occurredAt, recorded_at: recordedAt, revenue, reason };
}
