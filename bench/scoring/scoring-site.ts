import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { createLeads } from '../../subgraphs/leads/subgraph.ts';
import { createModels, type Models } from '../../subgraphs/models/subgraph.ts';
import { createScores, type Scores } from '../../subgraphs/scores/subgraph.ts';

/** The subgraphs that scoring involves, on the demo data. */
export interface ScoringSite {
  readonly database: Database;
  readonly models: Models;
  readonly scores: Scores;
  /** the subgraph `leads` */
  readonly leadsGraph: Subgraph;
  readonly outbox: Outbox;
  readonly leads: number;
  /** how long the first score of all demo leads took, milliseconds */
  readonly firstScoringMs: number;
  close(): Promise<void>;
}

/** Settings of {@link openScoringSite}. */
export interface ScoringSiteOptions {
  /** number of demo leads; 5,000 by default */
  readonly leads?: number;
}

/** Fills an empty database with the demo data and starts `leads`, `models` and `scores` on it. */
export async function openScoringSite(database: Database, options: ScoringSiteOptions = {}): Promise<ScoringSite> {
  const log = createLogger('warn');
  const outbox = await Outbox.open(database, log);
  const leads = await createLeads({ database, outbox, log });
  const models = await createModels({ database, log });
  const scores = await createScores({ database, outbox, log });
  let firstScoringMs = 0;
  const timed: Scores = {
    ...scores,
    scoreAll: async (...rest) => {
      const start = performance.now();
      const outcome = await scores.scoreAll(...rest);
      firstScoringMs = performance.now() - start;
      return outcome;
    },
  };
  const demo = { database, subgraphs: { models, scores: timed }, clock: Date.now, backtests: false, ...options };
  await seedDemo(demo, () => undefined);
  const counted = await sql<{ n: number }>`SELECT count(*) AS n FROM leads.lead`.execute(database.tables<never>());
  await sql`ANALYZE`.execute(database.tables<never>());
  return {
    database,
    models,
    scores,
    leadsGraph: leads,
    outbox,
    leads: counted.rows[0]?.n ?? 0,
    firstScoringMs,
    close: async () => {
      for (const subgraph of [scores, models, leads]) await subgraph.close();
      await database.close();
    },
  };
}
