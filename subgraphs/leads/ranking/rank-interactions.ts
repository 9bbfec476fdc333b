import { sql } from 'kysely';

/**
 * End of a WITH clause whose part `inserted` has the `lead_id` and `occurred_at` of new interactions: gives the ranking the
 * last one of each lead, and selects `lead_id` and `count`.
 */
export const RANK_INTERACTIONS = sql`added AS (
      SELECT lead_id, count(*) AS count, max(occurred_at) AS latest FROM inserted GROUP BY lead_id
    ), ranked AS (
      UPDATE leads.ranking r SET last_interaction_at = n.latest FROM (
        SELECT v.lead_id, a.latest FROM leads.ranking v JOIN added a ON a.lead_id = v.lead_id
        WHERE v.last_interaction_at < a.latest ORDER BY v.lead_id FOR UPDATE OF v
      ) n WHERE r.lead_id = n.lead_id
    ) SELECT lead_id, count FROM added ORDER BY lead_id`;
