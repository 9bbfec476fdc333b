import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import { runWithIsolation } from '../inference/run-with-isolation.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type ScoreValues, scoreValues } from '../record/score-values.ts';
import { assembleFeatures } from '../scoring/assemble-features.ts';
import { findFeatures } from '../scoring/feature-store.ts';
import { checkRequest, type ScoreRequest } from '../scoring/score-request.ts';
import { type GradingVersion, getRegisteredVersion } from '../versions/deployment-store.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';
import type { LiveModels } from '../versions/live-models.ts';
import type { LiveTraffic } from '../versions/live-traffic.ts';

/** Dependencies of {@link whatIf}. */
export interface WhatIfDeps {
  readonly db: ScoresDb;
  readonly live: Pick<LiveModels, 'get'>;
  readonly recorded: Pick<HistoricalModels, 'get'>;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Request for a score that is not recorded. */
export interface WhatIfRequest extends Omit<ScoreRequest, 'idempotencyKey' | 'cause'> {
  readonly leadId: string;
}

/** A score that is not recorded. */
export interface HypotheticalScore extends ScoreValues {
  readonly features: FeatureVector;
  /** epoch milliseconds; the features are as of this time */
  readonly scoredAt: number;
}

/** Scores of a lead with its current values and with others, by one version. */
export interface WhatIf {
  readonly version: ScoringVersion;
  readonly score: HypotheticalScore;
  readonly current: HypotheticalScore;
}

/**
 * Scores a lead with other values, and with those that it has, by the version that answers for it or the one that is named.
 * Nothing is recorded or sent: the run is none of the traffic, and a version that fails it is not withdrawn.
 *
 * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND, LEAD_HELD_OUT, NO_LIVE_MODEL, MODEL_WITHDRAWN,
 *   MODEL_VERSION_NOT_FOUND, ARTIFACT_*, INFERENCE_FAILED, INFERENCE_TIMEOUT
 */
export async function whatIf(deps: WhatIfDeps, request: WhatIfRequest): Promise<WhatIf> {
  const { db, recorded, clock } = deps;
  const { leadId } = request;
  const now = clock();
  checkRequest(request, now);
  const version = await chooseVersion(deps, request);
  const lead = (await findFeatures(db, [leadId], now)).get(leadId);
  if (!lead) throw new DomainError('LEAD_NOT_FOUND', `lead ${leadId}: found none with this id`);
  const { features, asOf: scoredAt } = lead;
  const changed = assembleFeatures(request, features, scoredAt) as FeatureVector;
  const { session } = await recorded.get(version);
  const { outcomes } = await runWithIsolation(session, [changed, features]);
  const [score, current] = [changed, features].map((vector, at) => {
    const outcome = outcomes[at] as number | Error;
    if (outcome instanceof Error) throw outcome;
    return { ...scoreValues(version, outcome, version.gradePolicy), features: vector, scoredAt };
  }) as [HypotheticalScore, HypotheticalScore];
  return { version, score, current };
}

async function chooseVersion(
  { db, live }: WhatIfDeps,
  { model, version, leadId }: WhatIfRequest,
): Promise<GradingVersion> {
  const named = version === undefined ? undefined : await getRegisteredVersion(db, model, version);
  const traffic = await live.get(model).catch((error: unknown) => {
    if (named && error instanceof DomainError && error.code === 'NO_LIVE_MODEL') return undefined;
    throw error;
  });
  refuseHeldOut(traffic, leadId);
  if (named) return named;
  const { champion, rollout, gradePolicy } = traffic as LiveTraffic;
  const { deployment } = rollout?.challengerFor(leadId) ?? champion;
  if (!deployment.isWithdrawn) return { ...deployment, gradePolicy };
  const message = `${model}:${deployment.version} is withdrawn from traffic: its runs do not end`;
  throw new DomainError('MODEL_WITHDRAWN', message, { model, version: deployment.version });
}

function refuseHeldOut(traffic: LiveTraffic | undefined, leadId: string): void {
  if (!traffic?.rollout?.isHeldOut(leadId)) return;
  const rollout = traffic.rollout.id;
  const message = `lead ${leadId} is in the holdout of rollout ${rollout}: its scores are hidden until the rollout ends`;
  throw new DomainError('LEAD_HELD_OUT', message, { leadId, rollout });
}
