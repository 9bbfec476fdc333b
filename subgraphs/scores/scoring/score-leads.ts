import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Prediction, ScoreCause } from '../record/prediction.ts';
import type { Scorer } from './scorer.ts';

/** Most leads of one `scoreLeads`. */
export const MOST_LEADS = 1_000;

/** Result for one lead: a score, or code and message of the error. */
export interface LeadResult {
  readonly leadId: string;
  readonly score: Prediction | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Request for the scores of many leads. */
export interface ScoreLeadsRequest {
  readonly leadIds: readonly string[];
  readonly model: string;
  readonly requestId: string;
  /** REQUESTED when absent */
  readonly cause?: ScoreCause | undefined;
}

/**
 * Scores many leads: one result per lead, in order. A lead that is listed twice is scored once.
 *
 * @throws {DomainError} TOO_MANY_ITEMS above {@link MOST_LEADS}
 */
export async function scoreLeads(
  scorer: Pick<Scorer, 'score'>,
  log: Logger,
  { leadIds, model, requestId, cause }: ScoreLeadsRequest,
): Promise<readonly LeadResult[]> {
  if (leadIds.length > MOST_LEADS)
    throw new DomainError('TOO_MANY_ITEMS', `leadIds: found ${leadIds.length} leads, expected at most ${MOST_LEADS}`);
  const scoreOne = async (leadId: string): Promise<LeadResult> => {
    try {
      return { leadId, score: await scorer.score({ leadId, model, requestId, cause }), error: null };
    } catch (error) {
      return { leadId, score: null, error: publicError(error, log, requestId) };
    }
  };
  const results = new Map<string, Promise<LeadResult>>();
  for (const leadId of leadIds) if (!results.has(leadId)) results.set(leadId, scoreOne(leadId));
  return Promise.all(leadIds.map((leadId) => results.get(leadId) as Promise<LeadResult>));
}

function publicError(error: unknown, log: Logger, requestId: string): NonNullable<LeadResult['error']> {
  if (error instanceof DomainError) return { code: error.code, message: error.message };
  log.error({ requestId, err: error }, 'lead could not be scored');
  return { code: 'INTERNAL', message: `internal error; the log has it under request ${requestId}` };
}
