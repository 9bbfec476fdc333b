import { sql } from 'kysely';
import { sortNumbers } from '../../../statistics/sorted-numbers.ts';
import type { BacktestEvidence, RefusedBacktests } from '../gates/evidence.ts';
import { scoreShiftOf } from '../rollout/replay/score-shift.ts';
import { versionLabel } from '../versions/change-model.ts';
import { type Db, findVersions, type VersionKey } from '../versions/store/version-store.ts';

/** Published views that {@link findBacktestEvidence} reads. */
export const BACKTEST_RELATIONS = [
  'scores.backtest_log',
  'scores.backtest_score_log',
  'monitoring.backtest_performance_log',
] as const;

/** Least matured leads of a backtest that is evidence. */
export const LEAST_BACKTEST_LEADS = 200;

/** Scores of each backtest that are compared, the newest decisions. */
const COMPARED_SCORES = 10_000;

interface MeasuredPair {
  readonly candidate: number;
  readonly champion: number;
  readonly from: number;
  readonly matured: number;
  readonly candidateAuc: number | null;
  readonly championAuc: number | null;
  readonly candidateEce: number | null;
  readonly championEce: number | null;
}

/**
 * Finds the newest backtests of candidate and champion that scored the same decisions, as evidence for the gates.
 *
 * They are refused with fewer than {@link LEAST_BACKTEST_LEADS} matured leads, and when the window begins before the data
 * end that the candidate learned from, or those are not stated: it would be tried on what it has seen.
 *
 * @returns undefined when there is no such pair
 */
export async function findBacktestEvidence(
  db: Db,
  candidate: VersionKey,
  champion: VersionKey,
): Promise<BacktestEvidence | RefusedBacktests | undefined> {
  const pair = await findPair(db, candidate, champion);
  if (!pair) return undefined;
  const name = `backtests ${pair.candidate} and ${pair.champion}`;
  const [version] = await findVersions(db, [candidate]);
  const learnedUntil = version?.split?.calibrateUntil;
  if (learnedUntil === undefined)
    return {
      refused: `${name} are no evidence: ${versionLabel(candidate)} does not state until when its training data go`,
    };
  if (pair.from < learnedUntil) {
    const [from, until] = [pair.from, learnedUntil].map((time) => new Date(time).toISOString());
    return { refused: `${name} are no evidence: they begin at ${from}, before the training data end at ${until}` };
  }
  if (pair.matured < LEAST_BACKTEST_LEADS)
    return { refused: `${name} are no evidence: ${pair.matured} matured leads, ${LEAST_BACKTEST_LEADS} needed` };
  return {
    candidate: known({ auc: pair.candidateAuc, ece: pair.candidateEce }),
    champion: known({ auc: pair.championAuc, ece: pair.championEce }),
    scoreShift: scoreShiftOf(await readScores(db, pair.champion), await readScores(db, pair.candidate)),
    summary: `${pair.matured} matured leads of ${name}`,
  };
}

async function findPair(db: Db, candidate: VersionKey, champion: VersionKey): Promise<MeasuredPair | undefined> {
  const { rows } = await sql<MeasuredPair>`
    SELECT c.backtest AS candidate, h.backtest AS champion, c.from_time AS "from", LEAST(cp.matured, hp.matured) AS matured,
      cp.auc AS "candidateAuc", hp.auc AS "championAuc", cp.ece AS "candidateEce", hp.ece AS "championEce"
    FROM scores.backtest_log c JOIN scores.backtest_log h ON h.model = c.model AND h.decision_time = c.decision_time
        AND h.lead_ages = c.lead_ages AND h.from_time = c.from_time AND h.until_time = c.until_time
      JOIN monitoring.backtest_performance_log cp ON cp.backtest = c.backtest
      JOIN monitoring.backtest_performance_log hp ON hp.backtest = h.backtest
    WHERE c.model = ${candidate.model} AND c.version = ${candidate.version} AND h.version = ${champion.version}
      AND c.status = 'SUCCEEDED' AND h.status = 'SUCCEEDED' AND NOT c.is_pruned AND NOT h.is_pruned
    ORDER BY c.backtest DESC, h.backtest DESC LIMIT 1`.execute(db);
  return rows[0];
}

async function readScores(db: Db, backtest: number) {
  const { rows } = await sql<{ scores: string | null }>`
    SELECT json_agg(probability)::text AS scores FROM (
      SELECT probability FROM scores.backtest_score_log WHERE backtest = ${backtest}
      ORDER BY scored_at DESC, sequence DESC LIMIT ${COMPARED_SCORES}) s`.execute(db);
  return sortNumbers(JSON.parse(rows[0]?.scores ?? '[]') as number[]);
}

function known(metrics: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter((entry): entry is [string, number] => entry[1] !== null));
}
