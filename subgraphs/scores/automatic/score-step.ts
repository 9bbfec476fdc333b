import { DomainError, type ErrorCode } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { ScoreCause } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { scoreLeads } from '../scoring/score-leads.ts';
import type { Scorer } from '../scoring/scorer.ts';
import { listOpenLeads } from './store/open-leads.ts';

/** Dependencies of a step of automatic scoring. */
export interface ScoreStepDeps {
  readonly db: ScoresDb;
  readonly scorer: Pick<Scorer, 'score'>;
  readonly log: Logger;
  /** name of the model that scores */
  readonly model: string;
}

/** Result of a step. */
export interface ScoreStep {
  /** leads to score again later, since the model or the database was at fault */
  readonly retried: readonly string[];
  /** the fault of one of them */
  readonly fault: DomainError | undefined;
}

/** Most leads of one step: few enough that a caller who joins their batch hardly waits for them. */
export const STEP_LEADS = 32;

/** Codes of a refusal of this lead, or of its request; after any other the same request may succeed later. */
const FINAL: readonly string[] = [
  'LEAD_NOT_FOUND',
  'LEAD_HELD_OUT',
  'VALIDATION_FAILED',
  'INFERENCE_FAILED',
  'INTERNAL',
];

/**
 * Scores the open ones of some leads with the others that are asked for at the moment. A lead that its model refuses keeps
 * its earlier score.
 *
 * @throws {DomainError} of the database
 */
export async function scoreStep(
  { db, scorer, log, model }: ScoreStepDeps,
  leadIds: readonly string[],
  cause: ScoreCause,
): Promise<ScoreStep> {
  if (leadIds.length === 0) return { retried: [], fault: undefined };
  const isOpen = new Set(await listOpenLeads(db, leadIds));
  const open = leadIds.filter((id) => isOpen.has(id));
  const results = await scoreLeads(scorer, log, { leadIds: open, model, requestId: `rescore-${cause}`, cause });
  const failed = results.flatMap(({ leadId, error }) =>
    error && !FINAL.includes(error.code) ? [{ leadId, ...error }] : [],
  );
  const [first] = failed;
  return {
    retried: failed.map(({ leadId }) => leadId),
    fault: first && new DomainError(first.code as ErrorCode, first.message),
  };
}
