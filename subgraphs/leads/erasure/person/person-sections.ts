/** Part of what is held about a person. */
export interface PersonSection {
  /** key in the export */
  readonly name: string;
  readonly description: string;
  /** relation that it is read from */
  readonly relation: string;
  /** SQL condition on `$ids`, the ids of the leads */
  readonly where: string;
  /** SQL of the order of rows */
  readonly order: string;
  /** columns that say nothing about the person */
  readonly without?: readonly string[];
}

const OWN = 'lead_id = ANY($ids)';
const TECHNICAL = ['transaction_id', 'search', 'company_key'] as const;

/** Everything that is held about a person, in the order of the export. */
export const PERSON_SECTIONS: readonly PersonSection[] = [
  section('leads', 'Leads as they are now.', 'leads.lead', { where: 'id = ANY($ids)', order: 'id' }),
  section('versions', 'Earlier versions of the leads.', 'leads.lead_history', { order: 'lead_id, valid_from' }),
  section('interactions', 'Interactions, with notes.', 'leads.interaction', { order: 'lead_id, occurred_at, id' }),
  section('outcomes', 'Outcomes.', 'leads.outcome', { order: 'lead_id' }),
  section('consents', 'Consents.', 'leads.consent', { order: 'id' }),
  section('overrides', 'Grades that people gave.', 'leads.score_override', { order: 'id' }),
  section('merges', 'Merges of the leads.', 'leads.merge', {
    where: 'lead_id = ANY($ids) OR survivor_id = ANY($ids)',
    order: 'id',
  }),
  section('contactKeys', 'Normalised contact details.', 'leads.contact_key', { order: 'lead_id, kind' }),
  section('submissions', 'Submissions with an idempotency key.', 'leads.submission', { order: 'submitted_at' }),
  section('changes', 'Changes that subscribers can still receive.', 'leads.change', { order: 'sequence' }),
  section('ranking', 'Score in the ranking.', 'leads.ranking', { order: 'lead_id' }),
  section('deliveries', 'Scores for the CRM.', 'leads.crm_delivery', { order: 'id' }),
  section('scores', 'Scores with the features that they were computed from.', 'scores.prediction_log', {
    order: 'sequence',
  }),
  section('failures', 'Requests for a score that failed.', 'scores.failure_log', { order: 'sequence' }),
  section('exposures', 'Rollouts that a lead took part in.', 'scores.exposure_log', { order: 'rollout, version' }),
  section('backtestScores', 'Scores of backtests.', 'scores.backtest_score_log', { order: 'backtest, sequence' }),
  section('auditEvents', 'Events of the audit log.', 'models.lead_audit_log', { order: 'id' }),
];

function section(
  name: string,
  description: string,
  relation: string,
  rest: { readonly where?: string; readonly order: string },
): PersonSection {
  return { name, description, relation, where: OWN, without: TECHNICAL, ...rest };
}
