import { type Kysely, sql } from 'kysely';
import type { VersionKey } from '../../windows/version-facts.ts';

/** Latest performance of a version. Figures that cannot be known yet are null. */
export interface MeasuredVersion extends VersionKey {
  /** epoch milliseconds */
  readonly measuredAt: number;
  /** leads whose outcome is known, or old enough to count as lost */
  readonly matured: number;
  /** area under the ROC curve of matured leads, 0 to 1 */
  readonly auc: number | null;
  /** estimate for leads whose outcome is not known, 0 to 1 */
  readonly estimatedAuc: number | null;
  /** expected calibration error of matured leads, 0 to 1 */
  readonly calibrationError: number | null;
}

/** Stores the latest performance of a version, in place of an earlier one. */
export async function storePerformance(db: Kysely<never>, measured: MeasuredVersion): Promise<void> {
  const { model, version, measuredAt, matured, auc, estimatedAuc, calibrationError } = measured;
  await sql`INSERT INTO monitoring.measured_performance AS known
      (model, version, measured_at, matured, auc, estimated_auc, calibration_error)
    VALUES (${model}, ${version}, ${measuredAt}, ${matured}, ${auc}, ${estimatedAuc}, ${calibrationError})
    ON CONFLICT (model, version) DO UPDATE SET measured_at = excluded.measured_at, matured = excluded.matured,
      auc = excluded.auc, estimated_auc = excluded.estimated_auc, calibration_error = excluded.calibration_error
    WHERE known.measured_at <= excluded.measured_at`.execute(db);
}

/** Lists the latest performance of the versions in the traffic. */
export async function listPerformance(db: Kysely<never>): Promise<readonly MeasuredVersion[]> {
  const { rows } = await sql<MeasuredVersion>`
    SELECT model, version, measured_at AS "measuredAt", matured, auc, estimated_auc AS "estimatedAuc",
      calibration_error AS "calibrationError"
    FROM monitoring.measured_performance
    WHERE (model, version) IN (SELECT model, version FROM models.live_deployment) ORDER BY 1, 2`.execute(db);
  return rows;
}
