import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { closePart } from '../../../platform/process/close-part.ts';
import { ConversionFacts } from '../explain/conversion-facts.ts';
import { Explanations } from '../explain/explanations.ts';
import type { WhatIfDeps } from '../explain/what-if.ts';
import { ContributionResolver, ExplanationResolver } from './explanation-resolver.ts';
import type { ScoreLoaders } from './loaders.ts';
import { PreviousScores } from './previous-scores.ts';
import { HypotheticalScoreResolver, WhatIfPartsResolver, WhatIfResolver } from './what-if-resolver.ts';

/** Dependencies and settings of {@link openExplaining}. */
export interface ExplainingDeps extends WhatIfDeps {
  readonly database: Database;
  readonly loaders: ScoreLoaders;
  readonly log: Logger;
  readonly crmModel: string;
  /** age of a score from which on its lead is matured, days; 90 when absent */
  readonly maturityDays?: number | undefined;
  /** the same of models that have a window of their own */
  readonly modelMaturityDays?: Readonly<Record<string, number>> | undefined;
}

/** Resolver classes that explain scores. */
export const EXPLAINING_RESOLVERS = [
  ExplanationResolver,
  ContributionResolver,
  WhatIfResolver,
  HypotheticalScoreResolver,
  WhatIfPartsResolver,
] as const;

/** Resolvers that explain scores, and how to end what they have under way. */
export interface Explaining {
  readonly previous: PreviousScores;
  readonly explanations: Explanations;
  readonly facts: ConversionFacts;
  readonly instances: readonly (readonly [unknown, object])[];
  close(): Promise<void>;
}

/** Wires explanations, and the facts that their sentences carry. */
export function openExplaining(deps: ExplainingDeps): Explaining {
  const { database, recorded } = deps;
  const previous = new PreviousScores(deps.loaders);
  const explanations = new Explanations({ db: deps.db, models: recorded });
  const facts = new ConversionFacts({ ...deps, db: database.tables<never>('long') });
  return {
    ...{ previous, explanations, facts },
    instances: [
      [ExplanationResolver, new ExplanationResolver({ explanations, facts, previous })],
      [ContributionResolver, new ContributionResolver(facts)],
      [WhatIfResolver, new WhatIfResolver(deps)],
      [HypotheticalScoreResolver, new HypotheticalScoreResolver(explanations)],
      [WhatIfPartsResolver, new WhatIfPartsResolver(explanations)],
    ],
    close: async () => {
      await closePart('facts of explanations', () => facts.close());
      await closePart('explanations', () => explanations.close());
    },
  };
}
