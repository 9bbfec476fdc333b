import type { FeatureVector } from '../../lake/features/features.ts';
import type { ExecutableGraph } from '../graphql/executable-graph.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import type { ContextSource } from '../http/request-context.ts';
import { prepareOperation } from './graph-operation.ts';

/** Name under which the operation is counted, on either way. */
export const SCORE_OPERATION = 'RestScoreLead';

const OPERATION = `mutation ${SCORE_OPERATION}($input: ScoreFeaturesInput!) {
  scoreFeatures(input: $input) {
    score { probability grade scoredAt latencyMs model version }
  }
}`;

/** Features that `POST /score-lead` takes. */
export type GivenFeatures = Partial<
  Pick<
    FeatureVector,
    'company_size' | 'industry' | 'page_views' | 'time_on_site' | 'form_completion_time' | 'referral_source'
  >
>;

/** A lead, and the features that the caller has of it. */
export interface LeadFeatures {
  readonly leadId: string;
  readonly idempotencyKey: string | undefined;
  /** without missing ones; undefined without any */
  readonly features: GivenFeatures | undefined;
  /** epoch milliseconds; undefined when missing */
  readonly createdAt: number | undefined;
}

/** Score of a {@link LeadFeatures}. */
export interface FeatureScore {
  readonly probability: number;
  readonly grade: string;
  /** ISO 8601 */
  readonly scoredAt: string;
  readonly latencyMs: number;
  readonly model: string;
  readonly version: number;
}

/**
 * Scores a lead durably, by the subgraph `scores`. The caller's right to do so was checked.
 *
 * Rejects with a DomainError for a public code, and with any other error for an internal one.
 */
export type ScoreFeatures = (lead: LeadFeatures, request: ContextSource) => Promise<FeatureScore>;

interface ScoreData {
  readonly scoreFeatures: { readonly score: FeatureScore };
}

/** Scores through the graph, wherever `scores` runs. */
export async function scoreThroughGraph(graph: ExecutableGraph, metrics: HttpMetrics): Promise<ScoreFeatures> {
  const score = await prepareOperation<ScoreData>(graph, metrics, SCORE_OPERATION, OPERATION);
  return async (lead, request) => (await score({ input: toInput(lead) }, request)).scoreFeatures.score;
}

function toInput({ leadId, idempotencyKey, features = {}, createdAt }: LeadFeatures) {
  return {
    leadId,
    idempotencyKey,
    features: {
      companySize: features.company_size,
      industry: features.industry,
      pageViews: features.page_views,
      timeOnSite: features.time_on_site,
      formCompletionTime: features.form_completion_time,
      referralSource: features.referral_source,
      createdAt: createdAt === undefined ? undefined : new Date(createdAt).toISOString(),
    },
  };
}
