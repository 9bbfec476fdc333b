import DataLoader from 'dataloader';
import { JOIN_ONE_TICK } from '../../../platform/graphql/join-one-tick.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { findInteractions, type InteractionRange } from '../interactions/interaction-store.ts';
import type { Lead } from '../leads/lead.ts';
import { findLeads } from '../leads/lead-store.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { type LeadPage, type LeadPageRequest, listLeads } from '../leads/list-leads.ts';
import { findOutcomes, type OutcomeOfLead } from '../outcomes/outcome-store.ts';
import { findOverrides } from '../overrides/override-store.ts';
import type { ScoreOverride } from '../overrides/score-override.ts';

/** Loaders that join the reads of one tick, across requests, into one statement each. They cache nothing. */
export interface LeadLoaders {
  readonly leads: DataLoader<string, Lead | null>;
  readonly outcomes: DataLoader<string, OutcomeOfLead | null>;
  readonly interactions: DataLoader<InteractionRange, Interaction[]>;
  /** in force, by lead */
  readonly overrides: DataLoader<string, ScoreOverride | null>;
  readonly pages: DataLoader<LeadPageRequest, LeadPage>;
}

const MAX_BATCH_SIZE = 1_000;

/** Creates the loaders, once per subgraph. */
export function createLeadLoaders({ db, clock }: Pick<LeadsDeps, 'db' | 'clock'>): LeadLoaders {
  const options = { ...JOIN_ONE_TICK, maxBatchSize: MAX_BATCH_SIZE };
  return {
    leads: new DataLoader(
      async (ids) => byKey(ids, await findLeads(db, [...new Set(ids)]), (lead) => lead.id),
      options,
    ),
    outcomes: new DataLoader(
      async (ids) => byKey(ids, await findOutcomes(db, [...new Set(ids)]), (outcome) => outcome.leadId),
      options,
    ),
    interactions: new DataLoader((ranges) => findInteractions(db, ranges), options),
    overrides: new DataLoader(
      async (ids) => byKey(ids, await findOverrides(db, [...new Set(ids)], clock()), ({ leadId }) => leadId),
      options,
    ),
    pages: new DataLoader((requests) => eachOnce(requests, (request) => listLeads(db, request, clock())), options),
  };
}

/** Loads equal requests once: many clients read the same page. */
function eachOnce<Request, Answer>(
  requests: readonly Request[],
  load: (request: Request) => Promise<Answer>,
): Promise<(Answer | Error)[]> {
  const answers = new Map<string, Promise<Answer | Error>>();
  return Promise.all(
    requests.map((request) => {
      const key = JSON.stringify(request);
      // the error of one request does not affect the others
      const answer = answers.get(key) ?? load(request).catch((error: Error) => error);
      answers.set(key, answer);
      return answer;
    }),
  );
}

/** Rows by key, each a copy: federation modifies the rows that it gets. */
function byKey<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): (Row | null)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => {
    const row = found.get(key);
    return row === undefined ? null : { ...row };
  });
}
