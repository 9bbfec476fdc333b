import { csvColumns } from '../../../lake/bronze/append-events.ts';
import type { BronzeTable } from '../../../lake/bronze/bronze-table.ts';
import { INTERACTION_EVENTS } from '../../../lake/bronze/interaction-events.ts';
import { LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { OUTCOME_EVENTS } from '../../../lake/bronze/outcome-events.ts';

/** A table of facts: expressions of the columns that are named otherwise than in the bronze table. */
interface FactTable {
  readonly name: string;
  /** the lead's id */
  readonly key: string;
  readonly columns?: Readonly<Record<string, string>>;
}

/** Tables whose rows are the events of a bronze table. */
export interface EventSource {
  readonly table: BronzeTable;
  readonly facts: readonly FactTable[];
}

// a version of before its number was kept: its place among them
const PLACE = `(SELECT count(*)::int + 1 FROM leads.lead_history e
  WHERE e.lead_id = f.lead_id AND e.valid_from < f.valid_from)`;

/** Sources of the bronze tables, in the order in which they are read: a lead's before those that refer to it. */
export const EVENT_SOURCES: readonly EventSource[] = [
  {
    table: LEAD_EVENTS,
    facts: [
      { name: 'leads.lead', key: 'id' },
      { name: 'leads.lead_history', key: 'lead_id', columns: { version: `COALESCE(f.version, ${PLACE})` } },
    ],
  },
  {
    table: INTERACTION_EVENTS,
    facts: [{ name: 'leads.interaction', key: 'lead_id', columns: { interaction_id: 'f.id' } }],
  },
  { table: OUTCOME_EVENTS, facts: [{ name: 'leads.outcome', key: 'lead_id' }] },
];

/** Transactions from `from`, inclusive, to `to`, exclusive. */
export interface TransactionRange {
  readonly from: number;
  readonly to: number;
}

/** Leads whose ids lie after one and up to another, as SQL literals; without an end where absent. */
export interface LeadStretch {
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
}

/**
 * Query of the events of some transactions, with the columns of the file that the bronze table takes. A version of a lead is in
 * one table or the other in each statement, and keeps its transaction and its lead: statements over stretches that do not
 * overlap find it once, whatever changes between them.
 */
export function eventsQuery({ table, facts }: EventSource, range: TransactionRange, stretch: LeadStretch = {}): string {
  const names = csvColumns(table).map(({ name }) => name);
  const parts = facts.map(({ name, key, columns }) => {
    const selected = names.map((column) => columns?.[column] ?? `f.${column === 'lead_id' ? key : column}`);
    const { after, upTo } = stretch;
    const tests = [within(range), ...(after ? [`f.${key} > ${after}`] : []), ...(upTo ? [`f.${key} <= ${upTo}`] : [])];
    return `SELECT ${selected.join(', ')} FROM ${name} f WHERE ${tests.join(' AND ')}`;
  });
  return parts.join(' UNION ALL ');
}

/** Query of the transactions of the events in a range, one row per event. */
export function transactionsQuery({ facts }: EventSource, range: TransactionRange): string {
  return facts.map(({ name }) => `SELECT f.transaction_id FROM ${name} f WHERE ${within(range)}`).join(' UNION ALL ');
}

function within({ from, to }: TransactionRange): string {
  return `f.transaction_id >= ${from} AND f.transaction_id < ${to}`;
}
