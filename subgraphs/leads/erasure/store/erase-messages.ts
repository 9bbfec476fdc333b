import { type QueryExecutorProvider, sql } from 'kysely';
import type { ReplacedId } from '../../../../scoring/lead-erasure.ts';

const KEYS = ['leadId', 'lead_id', 'mergedInto'];

/** Replaces ids of leads in the messages of the outbox that were given up. Those that wait are handled before. */
export async function eraseDeadLetters(trx: QueryExecutorProvider, leads: readonly ReplacedId[]): Promise<void> {
  const quoted = leads.map(({ from }) => JSON.stringify(from));
  const { rows } = await sql<{ id: number; payload: unknown }>`SELECT id, payload FROM outbox.dead_letter d
    WHERE EXISTS (SELECT FROM unnest(${quoted}::text[]) q WHERE strpos(d.payload::text, q) > 0)`.execute(trx);
  const ids = new Map(leads.map(({ from, to }) => [from, to]));
  for (const { id, payload } of rows) {
    await sql`UPDATE outbox.dead_letter SET payload = ${JSON.stringify(replaced(payload, ids))}::jsonb WHERE id = ${id}`.execute(
      trx,
    );
  }
}

function replaced(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      typeof each === 'string' && KEYS.includes(key) ? (ids.get(each) ?? each) : replaced(each, ids),
    ]),
  );
}
