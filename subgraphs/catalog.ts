import { createLeads } from './leads/subgraph.ts';
import { createModels, type Models } from './models/subgraph.ts';
import { createMonitoring, type Monitoring } from './monitoring/subgraph.ts';
import { createScores, type Scores } from './scores/subgraph.ts';
import type { Database } from './shared/database.ts';
import type { Logger } from './shared/logger.ts';
import type { Outbox } from './shared/outbox.ts';
import type { Subgraph, SubgraphName } from './shared/subgraph.ts';

/** What the subgraphs are built from. */
export interface SubgraphDeps {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly artifactLimitBytes: number;
  /** folders and URL prefixes that model files may be read from; none when absent */
  readonly artifactSources?: readonly string[];
  readonly inferenceWorkers: number;
  /** how long changes of leads are kept for subscribers who come back; 7 days by default */
  readonly leadChangeRetentionDays?: number | undefined;
}

/** Every subgraph, running in this process. */
export interface Subgraphs {
  readonly leads: Subgraph;
  readonly scores: Scores;
  readonly models: Models;
  readonly monitoring: Monitoring;
}

/** Starts every subgraph in this process, each after its own migrations. */
export async function createSubgraphs(deps: SubgraphDeps): Promise<Subgraphs> {
  const leads = await createLeads(deps);
  const models = await createModels(deps);
  const scores = await createScores(deps);
  const monitoring = await createMonitoring(deps);
  return { leads, scores, models, monitoring };
}

/** Stops them in the reverse order: whoever writes goes before whoever is written to. */
export async function closeSubgraphs(subgraphs: Subgraphs): Promise<void> {
  const order: readonly SubgraphName[] = ['monitoring', 'scores', 'models', 'leads'];
  for (const name of order) await subgraphs[name].close();
}
