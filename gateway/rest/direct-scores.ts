import type { Tracer } from '@opentelemetry/api';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { observedCall } from '../federation/observe/observed-call.ts';
import type { GraphObserver } from '../federation/observe/observer.ts';
import { tracedCall } from '../federation/observe/tracing.ts';
import { limitedCall } from '../federation/sources/request-deadline.ts';
import type { SubgraphCall } from '../federation/sources/source.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { requestContext } from '../http/request-context.ts';
import { inRestNames } from './rest-refusal.ts';
import { type FeatureScore, type LeadFeatures, SCORE_OPERATION, type ScoreFeatures } from './score-features.ts';

/** Score of the subgraph `scores`. */
interface RecordedScore {
  readonly probability: number;
  readonly grade: string;
  /** epoch milliseconds */
  readonly scoredAt: number;
  readonly latencyMs: number;
  readonly model: string;
  readonly version: number;
}

/** The use case behind `scoreFeatures`, of the subgraph `scores` in this process. */
export type ScoreDirectly = (request: LeadFeatures & Pick<SubgraphContext, 'requestId'>) => Promise<RecordedScore>;

interface ScoreData {
  readonly score: RecordedScore;
}

/** Dependencies of {@link scoreInProcess}. */
export interface ScoreInProcessDeps {
  readonly metrics: HttpMetrics;
  readonly observer: GraphObserver;
  /** undefined when tracing is off */
  readonly tracer: Tracer | undefined;
}

/**
 * Scores by calling the use case itself: no variables, plan, resolvers and response between them. As a fetch of the graph,
 * the call has the request's deadline, and is counted and traced.
 */
export function scoreInProcess(score: ScoreDirectly, { metrics, observer, tracer }: ScoreInProcessDeps): ScoreFeatures {
  const fetch: SubgraphCall = async (lead, { requestId }) => ({
    data: { score: await score({ ...(lead as unknown as LeadFeatures), requestId }) },
  });
  const call = observedCall(limitedCall(tracedCall(fetch, 'scores', tracer), 'scores'), 'scores', observer);
  return async (lead, request) => {
    const context = requestContext(request);
    try {
      const { data } = await call(lead as unknown as Readonly<Record<string, unknown>>, context, undefined);
      metrics.countOperation(context.report, SCORE_OPERATION, { data });
      return toScore((data as unknown as ScoreData).score);
    } catch (error) {
      metrics.countOperation(context.report, SCORE_OPERATION, { errors: [error] });
      throw inRestNames(error);
    }
  };
}

function toScore({ probability, grade, scoredAt, latencyMs, model, version }: RecordedScore): FeatureScore {
  return { probability, grade, scoredAt: isoTime(scoredAt), latencyMs, model, version };
}
