import type { NewMarketLeads } from './new-market-leads.ts';
import type { RolloutCallers } from './roll-out.ts';
import type { SteadyTraffic } from './steady-traffic.ts';
import type { Transcript } from './transcript.ts';

/** Ages of the leads that are scored, days: those of the decisions of the training set. */
export const LEAD_AGES = [0, 30] as const;

/** Collaborators of the circle of a model. */
export interface LoopDeps extends RolloutCallers {
  readonly transcript: Transcript;
  readonly traffic: SteadyTraffic;
  /** Adds the leads of the new market. */
  readonly openNewMarket: (youngerThanDays: number) => Promise<NewMarketLeads>;
}
