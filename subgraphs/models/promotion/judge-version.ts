import { DomainError } from '../../../platform/errors.ts';
import {
  type AbTestEvidence,
  type BacktestEvidence,
  holdoutName,
  type MeasuredVersion,
  type PromotionEvidence,
  type RefusedBacktests,
  type ScoreShift,
} from '../gates/evidence.ts';
import type { GateResult } from '../gates/gate.ts';
import { judgePromotion } from '../gates/judge-promotion.ts';
import { checkName, getVersion } from '../versions/change-model.ts';
import { type Db, findChampions, type VersionKey, type VersionRow } from '../versions/store/version-store.ts';
import { findPolicy } from './policy-store.ts';

/** Source of evidence that takes long to gather. A part that is absent has no evidence. */
export interface EvidenceSource {
  /** the A/B test between a candidate and a champion; undefined when none has ended */
  readonly abTest?: (candidate: VersionKey, champion: VersionKey) => Promise<AbTestEvidence | undefined>;
  /** difference of both versions' scores on the last recorded requests; undefined without any */
  readonly scoreShift?: (candidate: VersionKey, champion: VersionKey) => Promise<ScoreShift | undefined>;
  /** backtests of the same decisions by both; undefined when there are none */
  readonly backtest?: (
    candidate: VersionKey,
    champion: VersionKey,
  ) => Promise<BacktestEvidence | RefusedBacktests | undefined>;
}

/** Evidence that takes long to gather, and the champion that it compares with. */
export interface MeasuredEvidence extends Pick<PromotionEvidence, 'abTest' | 'scoreShift' | 'backtest'> {
  readonly champion: number | undefined;
}

/**
 * Gathers evidence from outside the registry. Call it outside of a transaction: it may run models.
 *
 * @throws {DomainError} MODEL_NOT_FOUND for an impossible name
 */
export async function gatherEvidence(db: Db, source: EvidenceSource, candidate: VersionKey): Promise<MeasuredEvidence> {
  checkName(candidate.model);
  const [champion] = await findChampions(db, [candidate.model]);
  if (!champion || champion.version === candidate.version) return { champion: champion?.version };
  const [abTest, scoreShift, backtest] = await Promise.all([
    source.abTest?.(candidate, champion),
    source.scoreShift?.(candidate, champion),
    source.backtest?.(candidate, champion),
  ]);
  return { champion: champion.version, abTest, scoreShift, backtest };
}

/**
 * Judges the promotion of a version by the gates now. Without a champion only METRICS and APPROVAL are judged.
 *
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND; PROMOTION_REFUSED when the champion that the evidence compares with
 *   was replaced meanwhile: gather it again
 */
export async function judgeVersion(
  db: Db,
  key: VersionKey,
  measured: MeasuredEvidence,
  approvedBy?: string,
): Promise<readonly GateResult[]> {
  const candidate = await getVersion(db, key);
  const [champion] = await findChampions(db, [key.model]);
  const policy = await findPolicy(db, key.model);
  if (!champion) return judgePromotion({ candidate: measure(candidate), approvedBy }, policy);
  if ((measured.abTest || measured.scoreShift || measured.backtest) && measured.champion !== champion.version) {
    const message = `found champion ${champion.version}, expected ${measured.champion}, which the evidence is about; try again`;
    throw new DomainError('PROMOTION_REFUSED', message, { gates: [] });
  }
  const evidence = { ...measured, candidate: measure(candidate), champion: measure(champion), approvedBy };
  return judgePromotion(evidence, policy);
}

function measure({ version, metrics, split, holdout_digest }: VersionRow): MeasuredVersion {
  const holdout = holdoutName({ digest: holdout_digest, split, rows: metrics.rows });
  return { version, metrics, holdout };
}
