import { DomainError } from '../../../platform/errors.ts';
import { type Prediction, SHOWN_ROLES } from '../record/prediction.ts';
import type { LeadScoredFilter } from './inputs.ts';

/** Most leads in one filter. */
export const MOST_FILTERED_LEADS = 1_000;

/**
 * Makes the predicate of a subscription to scores. It rejects scores of roles that are not shown, see {@link SHOWN_ROLES},
 * and scores without a lead.
 *
 * @throws {DomainError} TOO_MANY_ITEMS, VALIDATION_FAILED for a probability outside 0–1
 */
export function scoreFilter({
  leadIds,
  minimumProbability,
  grades,
  model,
}: LeadScoredFilter): (score: Prediction) => boolean {
  if (leadIds && leadIds.length > MOST_FILTERED_LEADS) {
    const message = `filter.leadIds: found ${leadIds.length} leads, expected at most ${MOST_FILTERED_LEADS}`;
    throw new DomainError('TOO_MANY_ITEMS', message, { limit: MOST_FILTERED_LEADS });
  }
  const least = minimumProbability ?? 0;
  if (!(least >= 0 && least <= 1)) {
    throw new DomainError('VALIDATION_FAILED', `filter.minimumProbability: found ${least}, expected 0 to 1`);
  }
  const leads = leadIds && new Set(leadIds);
  return (score) =>
    SHOWN_ROLES.includes(score.role) &&
    score.leadId !== null &&
    score.probability >= least &&
    (!leads || leads.has(score.leadId)) &&
    (!grades || grades.includes(score.grade)) &&
    (model == null || score.model === model);
}
