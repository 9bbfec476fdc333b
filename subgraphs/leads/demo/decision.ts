import { LOSS_REASONS } from './catalogue.ts';
import type { Market } from './market.ts';
import type { Prospect } from './prospect.ts';
import type { Random } from './random.ts';
import { chance, logNormal, normal, pickWeighted } from './samplers.ts';

/** Outcome that the ground truth draws for a lead. Without a result the lead stays open for ever. */
export interface Decision {
  /** the ground truth's probability of conversion; known to the generator only */
  readonly probability: number;
  readonly result: 'CONVERTED' | 'LOST' | undefined;
  /** days from creation to the decision; infinite without a result */
  readonly afterDays: number;
  /** AED, of a conversion */
  readonly revenue: number | null;
  /** of a loss */
  readonly reason: string | null;
}

/** Draws the decision by the ground truth of a market: result, time, revenue or reason. */
export function drawDecision(random: Random, prospect: Prospect, logOdds: Market['logOdds']): Decision {
  const probability = 1 / (1 + Math.exp(-logOdds(prospect, normal(random))));
  if (chance(random, probability)) {
    // half of the conversions within a month, one in nine later than a quarter
    const afterDays = Math.max(1, logNormal(random, 32, 0.85));
    return { probability, result: 'CONVERTED', afterDays, revenue: drawRevenue(random, prospect), reason: null };
  }
  // sales close most lost cases, less promising ones earlier; the others stay open
  const afterDays = Math.max(2, logNormal(random, prospect.segment === 'BUYER' ? 55 : 30, 0.7));
  if (!chance(random, 0.72)) {
    return { probability, result: undefined, afterDays: Number.POSITIVE_INFINITY, revenue: null, reason: null };
  }
  return { probability, result: 'LOST', afterDays, revenue: null, reason: pickWeighted(random, LOSS_REASONS).value };
}

/** First-year price of the licence, and visas for part of the staff. */
function drawRevenue(random: Random, prospect: Prospect): number {
  const visas = Math.min(30, 1 + Math.floor(prospect.companySize * 0.2));
  return Math.round(logNormal(random, prospect.licence.price + 4_200 * visas, 0.25));
}
