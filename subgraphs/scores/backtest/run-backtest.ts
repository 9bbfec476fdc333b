import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { runWithIsolation } from '../inference/run-with-isolation.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { scoreValues } from '../record/score-values.ts';
import { findPastFeatures } from '../scoring/past-features.ts';
import type { GradingVersion } from '../versions/deployment-store.ts';
import type { Backtest, LeadPosition } from './rules/backtest.ts';
import { type Decision, decisionsOf } from './rules/decision-time.ts';
import { type BacktestScore, type ScoredPage, storePage } from './store/backtest-scores.ts';
import { readLeadPage } from './store/lead-page.ts';

/** Dependencies of {@link runBacktest}. */
export interface RunBacktestDeps {
  readonly db: ScoresDb;
  readonly version: GradingVersion;
  readonly session: Pick<ModelSession, 'run'>;
  /** whether the process stops: the backtest ends after the page under way, for another to resume */
  readonly isClosing: () => boolean;
}

/** Decisions of one statement and of one run of the model. */
const CHUNK_ROWS = 500;

/** Decision with the features that were known then. */
interface FeaturedDecision extends Decision {
  readonly features: FeatureVector;
}

/** Page of leads with the features of their decisions. */
interface FeaturedPage {
  readonly to: LeadPosition;
  readonly leads: number;
  readonly decisions: readonly FeaturedDecision[];
}

/**
 * Scores the decisions of a backtest from its position on, a page of leads at a time. While the model runs on one page, the
 * features of the next are read and the scores of the one before are stored; memory is that of three pages.
 *
 * @returns whether it came to its end; false when the process stops, the backtest was cancelled or another process runs it
 * @throws {DomainError} of the model when it does not end or fails on every row of a run; errors of the database
 */
export async function runBacktest(deps: RunBacktestDeps, backtest: Backtest): Promise<boolean> {
  const { db, isClosing } = deps;
  let from = backtest.position;
  let next = readPage(db, backtest, from);
  let stored: Promise<boolean> = Promise.resolve(true);
  try {
    for (;;) {
      const page = await next;
      if (!page) return await stored;
      if (isClosing()) return false;
      next = awaitedLater(readPage(db, backtest, page.to));
      const scored = await scorePage(deps, page);
      // in order: a page is stored only after the one before it
      if (!(await stored)) return false;
      stored = awaitedLater(storePage(db, backtest.id, { ...scored, from }));
      from = page.to;
      await nextTurn();
    }
  } finally {
    // no statement outlives the run
    await Promise.allSettled([next, stored]);
  }
}

/** A promise that is awaited in the next round: a rejection until then is no unhandled one. */
function awaitedLater<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

async function readPage(
  db: ScoresDb,
  backtest: Backtest,
  after: LeadPosition | null,
): Promise<FeaturedPage | undefined> {
  const leads = await readLeadPage(db, backtest, after);
  const last = leads.at(-1);
  if (!last) return undefined;
  const decisions = leads.flatMap((lead) => decisionsOf(lead, backtest));
  const featured: FeaturedDecision[] = [];
  for (let start = 0; start < decisions.length; start += CHUNK_ROWS) {
    const chunk = decisions.slice(start, start + CHUNK_ROWS);
    // a lead that was not known then has none
    for (const [index, features] of (await findPastFeatures(db, chunk)).entries())
      if (features) featured.push({ ...(chunk[index] as Decision), features });
  }
  return { to: { createdAt: last.createdAt, leadId: last.leadId }, leads: leads.length, decisions: featured };
}

async function scorePage(
  { session, version }: RunBacktestDeps,
  { decisions, to, leads }: FeaturedPage,
): Promise<Omit<ScoredPage, 'from'>> {
  const scores: BacktestScore[] = [];
  for (let start = 0; start < decisions.length; start += CHUNK_ROWS) {
    const chunk = decisions.slice(start, start + CHUNK_ROWS);
    const raws = await runModel(
      session,
      chunk.map(({ features }) => features),
    );
    for (const [index, { leadId, asOf, features }] of chunk.entries()) {
      const raw = raws[index];
      if (raw === undefined) continue;
      const { probability, grade, gradePolicy } = scoreValues(version, raw, version.gradePolicy);
      scores.push({ leadId, raw, probability, grade, gradePolicy, scoredAt: asOf, features });
    }
  }
  return { to, leads, scores, failed: decisions.length - scores.length };
}

/** @returns raw outputs in order; undefined where the model failed on the row */
async function runModel(
  session: Pick<ModelSession, 'run'>,
  vectors: readonly FeatureVector[],
): Promise<readonly (number | undefined)[]> {
  const { outcomes } = await runWithIsolation(session, vectors);
  const errors = outcomes.filter((outcome) => outcome instanceof Error);
  const [error] = errors;
  // it would fail on all further rows, too
  if (error && errors.length === outcomes.length && errors.length > 1) throw error;
  return outcomes.map((outcome) => (typeof outcome === 'number' ? outcome : undefined));
}
