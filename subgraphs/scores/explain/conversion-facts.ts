import type { FeatureName, FeatureValue } from '../../../lake/features/features.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import { DAY_MS, HOUR_MS } from '../../../platform/time.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { readBacktestedLeads } from './backtested-leads.ts';
import { readMaturedLeads } from './matured-leads.ts';
import { ConversionCounts, type ObservedConversions } from './observed-conversions.ts';

/** Dependencies and settings of {@link ConversionFacts}. */
export interface ConversionFactsOptions {
  readonly db: ScoresDb;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** age of a score from which on its lead is matured, days; 90 when absent */
  readonly maturityDays?: number | undefined;
  /** the same of models that have a window of their own */
  readonly modelMaturityDays?: Readonly<Record<string, number>> | undefined;
}

const MATURITY_DAYS = 90;
// requests can name models that do not exist
const MOST_MODELS = 20;

/**
 * Outcomes of matured leads by model and bin of each feature, in memory. They are counted in the background: soon after
 * the first sentence about a model asked for them, and every hour after.
 */
export class ConversionFacts {
  readonly #options: ConversionFactsOptions;
  /** by model; undefined until they are counted */
  readonly #counts = new Map<string, ConversionCounts | undefined>();
  readonly #loop: PollingLoop;

  constructor(options: ConversionFactsOptions) {
    this.#options = options;
    const failure = 'outcomes of matured leads cannot be counted; retrying';
    this.#loop = new PollingLoop({ everyMs: HOUR_MS, turn: () => this.#countAll(), log: options.log, failure });
  }

  /** Finds the outcomes of leads with a value of the same bin; undefined until they are counted, and below 50 leads. */
  find(model: string, feature: FeatureName, value: FeatureValue): ObservedConversions | undefined {
    if (!this.#counts.has(model) && this.#counts.size < MOST_MODELS) {
      this.#counts.set(model, undefined);
      this.#loop.wake();
    }
    return this.#counts.get(model)?.find(feature, value);
  }

  /** Ends after the count under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  async #countAll(): Promise<undefined> {
    for (const model of this.#counts.keys()) this.#counts.set(model, await this.#count(model));
  }

  async #count(model: string): Promise<ConversionCounts> {
    const { db, clock, maturityDays = MATURITY_DAYS, modelMaturityDays = {} } = this.#options;
    const maturedBefore = clock() - (modelMaturityDays[model] ?? maturityDays) * DAY_MS;
    const counts = new ConversionCounts();
    const counted = new Set<string>();
    for (const read of [readBacktestedLeads, readMaturedLeads])
      for await (const page of read(db, { model, maturedBefore }))
        for (const lead of page) {
          if (counted.has(lead.leadId)) continue;
          counted.add(lead.leadId);
          counts.add(lead);
        }
    return counts;
  }
}
