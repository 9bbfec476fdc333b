import type { Query } from './throwaway-crm.ts';

/** Differences between the scores of the platform and those that the CRM has, in words. */
export interface ScoreComparison {
  /** leads that have a score here */
  readonly scored: number;
  /** writes that the CRM's log has */
  readonly writes: number;
  readonly differences: readonly string[];
}

interface Score {
  readonly grade: string;
  readonly probability: number;
}

const MOST_EXAMPLES = 5;

// a score that is applied after its lead was removed is not delivered: the CRM keeps that of the last delivery
const SCORES = `SELECT r.lead_id, CASE WHEN l.stage = 'REMOVED' THEN w.grade ELSE r.grade END AS grade,
    CASE WHEN l.stage = 'REMOVED' THEN w.probability ELSE r.probability END AS probability
  FROM leads.ranking r JOIN leads.lead l ON l.id = r.lead_id
  LEFT JOIN leads.crm_last_delivery w ON w.lead_id = r.lead_id AND w.target = 'DATABASE'
  WHERE r.probability IS NOT NULL`;

/**
 * Compares the score of each lead with the one that the CRM has, that of a removed lead with its last delivery, and looks in
 * the CRM's log for writes that are out of order or doubled.
 *
 * @param minimumChange change of the probability from which the CRM must have it; any when 0
 */
export async function compareScores(crm: Query, platform: Query, minimumChange: number): Promise<ScoreComparison> {
  const ours = await readScores(platform, SCORES);
  const theirs = await readScores(crm, 'SELECT lead_id::text, grade, probability FROM sales.lead_score');
  const differences = [...ours].flatMap(([id, score]) => {
    const found = theirs.get(id);
    const isEqual = found && score ? isSame(score, found, minimumChange) : found === score;
    return isEqual ? [] : [`${id}: found ${describeScore(found)}, expected ${describeScore(score)}`];
  });
  const strangers = [...theirs.keys()].filter((id) => !ours.has(id));
  const backwards = await crm(`SELECT lead_id::text AS key FROM (SELECT lead_id, sequence, scored_at,
      lag(sequence) OVER w AS last, lag(scored_at) OVER w AS last_at FROM audit.score
      WINDOW w AS (PARTITION BY lead_id ORDER BY number)) s WHERE sequence < last OR scored_at < last_at`);
  const doubled = await crm(`SELECT lead_id::text || ' ' || delivery_id AS key FROM audit.score
    GROUP BY lead_id, delivery_id HAVING count(*) > 1`);
  const [{ writes } = { writes: 0 }] = await crm('SELECT count(*)::int AS writes FROM audit.score');
  return {
    scored: ours.size,
    writes: writes as number,
    differences: [
      ...describe('leads whose last score the CRM has not', differences),
      ...describe('scores of leads that have none here', strangers),
      ...describe(
        'scores written out of order',
        backwards.map(({ key }) => key as string),
      ),
      ...describe(
        'deliveries written more than once',
        doubled.map(({ key }) => key as string),
      ),
    ],
  };
}

function isSame(one: Score, other: Score, minimumChange: number): boolean {
  const change = Math.abs(one.probability - other.probability);
  return one.grade === other.grade && (change === 0 || change < minimumChange);
}

/** @returns undefined for a lead that the CRM is to have no score of */
async function readScores(query: Query, sql: string): Promise<ReadonlyMap<string, Score | undefined>> {
  const rows = await query(sql);
  return new Map(
    rows.map(({ lead_id: leadId, grade, probability }) => [
      leadId as string,
      grade === null ? undefined : { grade: grade as string, probability: probability as number },
    ]),
  );
}

function describeScore(score: Score | undefined): string {
  return score ? JSON.stringify(score) : 'none';
}

function describe(what: string, examples: readonly string[]): string[] {
  if (examples.length === 0) return [];
  return [`${examples.length} ${what}, such as ${examples.slice(0, MOST_EXAMPLES).join('; ')}`];
}
