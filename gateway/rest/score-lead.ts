import type { FastifyInstance } from 'fastify';
import { checkStorableBody } from '../../platform/storable-text.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { isFilled } from './blank-fields.ts';
import { parseCompanySize } from './company-size.ts';
import { serve } from './contract.ts';
import type { FeatureScore, GivenFeatures, LeadFeatures, ScoreFeatures } from './score-features.ts';
import { SCORE_LEAD, type ScoreLeadAnswer, type ScoreLeadBody } from './score-lead-contract.ts';
import { parsePastTime } from './timestamp.ts';

/** Dependencies of the route. */
export interface ScoreLeadDeps {
  readonly score: ScoreFeatures;
  readonly metrics: HttpMetrics;
  /** now, epoch milliseconds */
  readonly clock: () => number;
}

/** Serves `POST /score-lead`. */
export function addScoreLead(app: FastifyInstance, { score, metrics, clock }: ScoreLeadDeps): void {
  serve(app, SCORE_LEAD, async (request): Promise<ScoreLeadAnswer> => {
    const lead = toFeatures(
      request.body as ScoreLeadBody,
      request.headers['idempotency-key'] as string | undefined,
      clock(),
    );
    const answer = toAnswer(lead.leadId, await score(lead, request));
    metrics.countScore(answer.model_version, answer.score_category);
    return answer;
  });
}

function toFeatures(body: ScoreLeadBody, idempotencyKey: string | undefined, now: number): LeadFeatures {
  const { company_size: companySize, created_at: createdAt } = body;
  checkStorableBody(body);
  const features: { -readonly [Name in keyof GivenFeatures]: GivenFeatures[Name] } = {};
  if (isFilled(companySize)) features.company_size = parseCompanySize(companySize);
  if (isFilled(body.industry)) features.industry = body.industry;
  if (isFilled(body.page_views)) features.page_views = body.page_views;
  if (isFilled(body.time_on_site)) features.time_on_site = body.time_on_site;
  if (isFilled(body.form_completion_time)) features.form_completion_time = body.form_completion_time;
  if (isFilled(body.referral_source)) features.referral_source = body.referral_source;
  return {
    leadId: String(body.lead_id),
    idempotencyKey,
    features: Object.keys(features).length > 0 ? features : undefined,
    createdAt: isFilled(createdAt) ? parsePastTime(createdAt, 'created_at', now) : undefined,
  };
}

function toAnswer(leadId: string, score: FeatureScore): ScoreLeadAnswer {
  return {
    lead_id: leadId,
    lead_score: score.probability,
    score_category: score.grade,
    model_version: `${score.model}:${score.version}`,
    prediction_timestamp: score.scoredAt,
    latency_ms: score.latencyMs,
  };
}
