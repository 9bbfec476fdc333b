import type { Query } from './throwaway-crm.ts';

/** Differences between the CRM and the platform, in words; none where both have the same exactly once. */
export interface CrmComparison {
  readonly leads: number;
  readonly activities: number;
  readonly outcomes: number;
  readonly differences: readonly string[];
}

/** Rows by key: the texts of every row that has it. */
type Rows = ReadonlyMap<string, readonly string[]>;

const MOST_EXAMPLES = 5;

// stages follow the last word of the CRM: deleted, closed by an outcome, or open
const LEADS = {
  crm: `SELECT l.id::text AS key, json_build_array(c.full_name, c.email, c.phone, c.company, c.employees, c.industry,
      c.country, l.source, l.campaign, l.owner, CASE WHEN l.is_deleted THEN 'REMOVED' WHEN o.result = 'won' THEN 'WON'
      WHEN o.result = 'lost' THEN 'LOST' ELSE upper(l.stage) END,
      floor(extract(epoch FROM l.created_at) * 1000)::bigint)::text AS text
    FROM sales.lead l JOIN sales.contact c ON c.id = l.contact_id LEFT JOIN sales.outcome o ON o.lead_id = l.id`,
  platform: `SELECT id AS key, json_build_array(name, email, phone, company, company_size, industry, country, source,
      campaign, owner, stage, created_at)::text AS text FROM leads.lead`,
};

const ACTIVITIES = {
  crm: `SELECT 'activity:' || id AS key, json_build_array(lead_id::text, (CASE kind WHEN 'visit' THEN 'WEBSITE_VISIT'
      WHEN 'call' THEN 'CALL' WHEN 'meeting' THEN 'MEETING' ELSE 'EMAIL_SENT' END),
      floor(extract(epoch FROM happened_at) * 1000)::bigint, seconds, pages, note)::text AS text FROM sales.activity`,
  platform: `SELECT id AS key, json_build_array(lead_id, kind, occurred_at, duration_seconds, quantity, note)::text AS text
    FROM leads.interaction`,
};

const OUTCOMES = {
  crm: `SELECT lead_id::text AS key, json_build_array(CASE result WHEN 'won' THEN 'CONVERTED' ELSE 'LOST' END,
      floor(extract(epoch FROM decided_at) * 1000)::bigint, revenue::float8, reason)::text AS text FROM sales.outcome`,
  platform: `SELECT lead_id AS key, json_build_array(result, occurred_at, revenue, reason)::text AS text
    FROM leads.outcome`,
};

/**
 * Compares every lead, activity and outcome of the CRM with those of the platform: each must be here once, with the same
 * values. Leads that are gone from the CRM must be removed here; their facts may stay.
 */
export async function compareCrm(crm: Query, platform: Query): Promise<CrmComparison> {
  const [leads, ours] = [await read(crm, LEADS.crm), await read(platform, LEADS.platform)];
  const gone = [...ours].flatMap(([key, texts]) => (leads.has(key) ? [] : [[key, texts] as const]));
  const kept = gone.filter(([, texts]) => !texts.every((text) => text.includes('"REMOVED"')));
  const here = new Map([...ours].filter(([key]) => leads.has(key)));
  const activities = await read(crm, ACTIVITIES.crm);
  const outcomes = await read(crm, OUTCOMES.crm);
  return {
    leads: leads.size,
    activities: activities.size,
    outcomes: outcomes.size,
    differences: [
      ...describe(
        'leads that the CRM has not',
        kept.map(([key]) => key),
      ),
      ...differencesOf('leads', leads, here),
      ...differencesOf('activities', activities, await read(platform, ACTIVITIES.platform), gone.length > 0),
      ...differencesOf('outcomes', outcomes, await read(platform, OUTCOMES.platform), gone.length > 0),
    ],
  };
}

/** @param mayHaveMore whether rows that the CRM has not may be here */
function differencesOf(what: string, theirs: Rows, ours: Rows, mayHaveMore = false): string[] {
  const missing = [...theirs.keys()].filter((key) => !ours.has(key));
  const doubled = [...ours].flatMap(([key, texts]) => (texts.length > 1 ? [key] : []));
  const extra = mayHaveMore ? [] : [...ours.keys()].filter((key) => !theirs.has(key));
  const unequal = [...theirs].flatMap(([key, [expected]]) => {
    const found = ours.get(key)?.[0];
    return found === undefined || found === expected ? [] : [`${key}: found ${found}, expected ${expected}`];
  });
  return [
    ...describe(`${what} missing`, missing),
    ...describe(`${what} more than once`, doubled),
    ...describe(`${what} that the CRM has not`, extra),
    ...describe(`${what} with other values`, unequal),
  ];
}

function describe(what: string, examples: readonly string[]): string[] {
  if (examples.length === 0) return [];
  return [`${examples.length} ${what}, such as ${examples.slice(0, MOST_EXAMPLES).join('; ')}`];
}

async function read(query: Query, sql: string): Promise<Rows> {
  const rows = new Map<string, string[]>();
  for (const { key, text } of await query(sql)) {
    const known = rows.get(key as string);
    if (known) known.push(text as string);
    else rows.set(key as string, [text as string]);
  }
  return rows;
}
