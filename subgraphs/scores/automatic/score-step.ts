import { DomainError, type ErrorCode, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { ScoreCause } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type LeadResult, scoreLeads } from '../scoring/score-leads.ts';
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

/** Codes that say nothing about the lead: the same request may succeed later. */
const PASSING: readonly string[] = [
  'NO_LIVE_MODEL',
  'MODEL_WITHDRAWN',
  'INFERENCE_TIMEOUT',
  'ARTIFACT_CORRUPT',
  'ARTIFACT_INVALID',
  'ARTIFACT_MISMATCH',
] satisfies readonly ErrorCode[];

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
  const failed = results.filter(({ error }) => error !== null && isPassing(error));
  const [first] = failed;
  return { retried: failed.map(({ leadId }) => leadId), fault: first && faultOf(first) };
}

function isPassing(error: NonNullable<LeadResult['error']>): boolean {
  return PASSING.includes(error.code) || isDatabaseOutage(toDomainError(error));
}

function faultOf({ error }: LeadResult): DomainError | undefined {
  return error ? toDomainError(error) : undefined;
}

function toDomainError({ code, message }: NonNullable<LeadResult['error']>): DomainError {
  return new DomainError(code as ErrorCode, message);
}
