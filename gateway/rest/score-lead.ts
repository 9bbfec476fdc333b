import type { FastifyInstance } from 'fastify';
import type { ExecutableGraph } from '../graphql/executable-graph.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { isFilled, textOrNull } from './blank-fields.ts';
import { parseCompanySize } from './company-size.ts';
import { serve } from './contract.ts';
import { prepareOperation } from './graph-operation.ts';
import { SCORE_LEAD, type ScoreLeadAnswer, type ScoreLeadBody } from './score-lead-contract.ts';
import { parsePastTime } from './timestamp.ts';

const OPERATION = `mutation RestScoreLead($input: ScoreFeaturesInput!) {
  scoreFeatures(input: $input) {
    score { probability grade scoredAt latencyMs model version }
  }
}`;

interface ScoreData {
  readonly scoreFeatures: {
    readonly score: {
      readonly probability: number;
      readonly grade: string;
      readonly scoredAt: string;
      readonly latencyMs: number;
      readonly model: string;
      readonly version: number;
    };
  };
}

/** Dependencies of the route. */
export interface ScoreLeadDeps {
  readonly graph: ExecutableGraph;
  readonly metrics: HttpMetrics;
  /** now, epoch milliseconds */
  readonly clock: () => number;
}

/** Serves `POST /score-lead` by a prepared operation of `scoreFeatures`. */
export async function addScoreLead(app: FastifyInstance, { graph, metrics, clock }: ScoreLeadDeps): Promise<void> {
  const score = await prepareOperation<ScoreData>(graph, metrics, 'RestScoreLead', OPERATION);
  serve(app, SCORE_LEAD, async (request): Promise<ScoreLeadAnswer> => {
    const body = request.body as ScoreLeadBody;
    const input = toInput(body, request.headers['idempotency-key'] as string | undefined, clock());
    const answer = toAnswer(input.leadId, await score({ input }, request));
    metrics.countScore(answer.model_version, answer.score_category);
    return answer;
  });
}

function toInput(body: ScoreLeadBody, idempotencyKey: string | undefined, now: number) {
  const { company_size: companySize, created_at: createdAt } = body;
  return {
    leadId: String(body.lead_id),
    idempotencyKey,
    features: {
      companySize: isFilled(companySize) ? parseCompanySize(companySize) : null,
      industry: textOrNull(body.industry),
      pageViews: body.page_views,
      timeOnSite: body.time_on_site,
      formCompletionTime: body.form_completion_time,
      referralSource: textOrNull(body.referral_source),
      createdAt: isFilled(createdAt) ? new Date(parsePastTime(createdAt, 'created_at', now)).toISOString() : null,
    },
  };
}

function toAnswer(leadId: string, { scoreFeatures: { score } }: ScoreData): ScoreLeadAnswer {
  return {
    lead_id: leadId,
    lead_score: score.probability,
    score_category: score.grade,
    model_version: `${score.model}:${score.version}`,
    prediction_timestamp: score.scoredAt,
    latency_ms: score.latencyMs,
  };
}
