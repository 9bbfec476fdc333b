import { type QueryExecutorProvider, sql } from 'kysely';
import type { ContactKind } from './keys/contact-keys.ts';

/** Most leads with one contact detail: one that more have is a company's or a mistake, and says nothing about a person. */
export const MOST_HOLDERS = 50;

/** Lead that shares contact details with another one. */
export interface Duplicate {
  readonly leadId: string;
  /** creation of the lead, epoch milliseconds */
  readonly createdAt: number;
  readonly matchedBy: readonly ContactKind[];
}

/**
 * Finds the leads that share contact details with given ones, the oldest first, by the id of the given one.
 *
 * The details of a merged lead are those of the lead that it was merged into. Merged and removed leads have no duplicates and are
 * none. A detail that more than {@link MOST_HOLDERS} leads have does not count.
 */
export async function findDuplicates(
  db: QueryExecutorProvider,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Duplicate[]>> {
  const { rows } = await sql<Duplicate & { of: string }>`WITH RECURSIVE own (lead_id, member) AS (
      SELECT id, id FROM leads.lead WHERE id = ANY(${leadIds}::text[]) AND stage NOT IN ('MERGED', 'REMOVED')
      UNION SELECT o.lead_id, m.lead_id FROM own o JOIN leads.merged_lead m ON m.survivor_id = o.member
    ), detail AS (
      SELECT DISTINCT o.lead_id, k.kind, k.key FROM own o JOIN leads.contact_key k ON k.lead_id = o.member
    ), holder AS (
      SELECT d.lead_id, d.kind, unnest(h.leads) AS holder FROM detail d CROSS JOIN LATERAL (
        SELECT array_agg(lead_id) AS leads FROM (
          SELECT lead_id FROM leads.contact_key WHERE key = d.key AND kind = d.kind LIMIT ${sql.lit(MOST_HOLDERS + 1)}
        ) first
      ) h WHERE cardinality(h.leads) BETWEEN 2 AND ${sql.lit(MOST_HOLDERS)}
    ), up (holder, lead_id) AS (
      SELECT DISTINCT holder, holder FROM holder
      UNION SELECT u.holder, m.survivor_id FROM up u JOIN leads.merged_lead m ON m.lead_id = u.lead_id
    ) SELECT h.lead_id AS of, l.id AS "leadId", l.created_at AS "createdAt",
        array_agg(DISTINCT h.kind ORDER BY h.kind) AS "matchedBy"
      FROM holder h JOIN up u ON u.holder = h.holder
        JOIN leads.lead l ON l.id = u.lead_id AND l.stage NOT IN ('MERGED', 'REMOVED') AND l.id <> h.lead_id
      GROUP BY h.lead_id, l.id ORDER BY h.lead_id, l.created_at, l.id`.execute(db);
  const found = new Map<string, Duplicate[]>();
  for (const { of, ...duplicate } of rows) {
    const list = found.get(of);
    if (list) list.push(duplicate);
    else found.set(of, [duplicate]);
  }
  return found;
}
