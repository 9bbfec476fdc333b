import { INTERACTION_EVENTS } from '../bronze/interaction-events.ts';
import { LEAD_EVENTS } from '../bronze/lead-events.ts';
import { OUTCOME_EVENTS } from '../bronze/outcome-events.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import type { SilverRule } from './silver-rules.ts';
import { interactionRules, LEAD_RULES, outcomeRules } from './silver-rules.ts';
import { SILVER_INTERACTIONS, SILVER_OUTCOMES, type TableDefinition } from './silver-tables.ts';

/** Table of bronze that silver reads. */
export interface SilverSource {
  readonly table: TableDefinition;
  /** columns that name an event; the same values again are the same event */
  readonly eventKey: readonly string[];
  /** whether its rules need the lead of the row */
  readonly isAboutLead: boolean;
  readonly rules: (clockSkewMs: number) => readonly SilverRule[];
}

/** Source whose rows are appended to a table of silver, each key once. */
export interface FactSource extends SilverSource {
  readonly target: TableDefinition;
  /** columns that name a row of the target */
  readonly key: readonly string[];
}

/** Source with the version of its table that is read; undefined when there is no table. */
export interface PinnedSource<S extends SilverSource = SilverSource> {
  readonly source: S;
  readonly pinned: DeltaSnapshot | undefined;
}

/** Source of `silver/leads`. */
export const LEAD_SOURCE: SilverSource = {
  table: LEAD_EVENTS,
  eventKey: ['transaction_id', 'lead_id', 'version'],
  isAboutLead: false,
  rules: () => LEAD_RULES,
};

/** Sources of facts about leads. */
export const FACT_SOURCES: readonly FactSource[] = [
  {
    table: INTERACTION_EVENTS,
    eventKey: ['transaction_id', 'lead_id', 'interaction_id'],
    isAboutLead: true,
    rules: interactionRules,
    target: SILVER_INTERACTIONS,
    key: ['lead_id', 'interaction_id'],
  },
  {
    table: OUTCOME_EVENTS,
    eventKey: ['transaction_id', 'lead_id'],
    isAboutLead: true,
    rules: outcomeRules,
    target: SILVER_OUTCOMES,
    key: ['lead_id'],
  },
];
