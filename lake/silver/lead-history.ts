import { LEAD_DATA_COLUMNS } from '../bronze/lead-events.ts';
import { withContactKeys } from './contact-keys.ts';
import { FOREVER } from './silver-tables.ts';

const DATA = LEAD_DATA_COLUMNS.map(({ name }) => name).join(', ');
const VERSION_COLUMNS = `lead_id, valid_from, created_at, ${DATA}, email_key, phone_key, version, origin, transaction_id`;

/**
 * Query of the history of leads, as rows of `silver/leads`.
 *
 * Each version ends where the next begins, whatever the order in which they came; of several that begin in one millisecond
 * the last stays. `duplicate_of` is the earliest lead, by creation and id, of those whose current e-mail or phone has the
 * same key; null for that lead itself.
 *
 * @param added   relation of accepted rows of `bronze/lead_events`
 * @param present relation of `silver/leads`, to which they are added; absent when there is none
 */
export function leadHistory(added: string, present?: string): string {
  const fresh = `SELECT ${VERSION_COLUMNS} FROM (${withContactKeys(added)})`;
  const changed = present
    ? `${fresh} UNION ALL SELECT ${VERSION_COLUMNS} FROM ${present} WHERE lead_id IN (FROM touched)`
    : fresh;
  const untouched = present
    ? `UNION ALL SELECT ${VERSION_COLUMNS}, valid_until FROM ${present} WHERE lead_id NOT IN (FROM touched)`
    : '';
  const touched = present ? `touched AS MATERIALIZED (SELECT DISTINCT lead_id FROM ${added}),` : '';
  return `WITH ${touched}
  history AS MATERIALIZED (
    SELECT * FROM (
      SELECT *, lead(valid_from, 1, ${FOREVER}) OVER (
        PARTITION BY lead_id ORDER BY valid_from, version, transaction_id) AS valid_until FROM (${changed})
    ) WHERE valid_from < valid_until ${untouched}
  ),
  live AS (SELECT lead_id, created_at, email_key, phone_key FROM history WHERE valid_until = ${FOREVER}),
  ${duplicates()}
  SELECT h.lead_id, h.valid_from, h.valid_until, h.created_at, ${DATA}, email_key, phone_key, d.duplicate_of, version, origin,
    transaction_id FROM history h LEFT JOIN duplicate d ON d.lead_id = h.lead_id`;
}

/** Common table expressions that find `duplicate (lead_id, duplicate_of)` in `live`. */
function duplicates(): string {
  const group = (key: string) => `SELECT ${key} AS key, min({created_at: created_at, lead_id: lead_id}) AS first
    FROM live WHERE ${key} IS NOT NULL GROUP BY ${key} HAVING count(*) > 1`;
  const member = (key: string) => `SELECT l.lead_id, g.first FROM live l JOIN (${group(key)}) g ON g.key = l.${key}`;
  return `duplicate AS (
    SELECT lead_id, min(first).lead_id AS duplicate_of
    FROM (${member('email_key')} UNION ALL ${member('phone_key')})
    GROUP BY lead_id HAVING min(first).lead_id <> lead_id
  )`;
}
