import { type QueryExecutorProvider, sql } from 'kysely';
import type { ComparedState } from '../rules/materiality.ts';
import type { DeliveryPayload, TargetName } from '../rules/score-delivery.ts';

/** Score and override of a lead now, beside the last delivery to one target. */
export interface LeadDeliveryState {
  readonly target: TargetName;
  readonly leadId: string;
  readonly now: ComparedState;
  /** undefined before the first */
  readonly last: (ComparedState & { readonly sequence: number }) | undefined;
  readonly payload: DeliveryPayload;
  /** sequence of the score in the subgraph `scores` */
  readonly scoreSequence: number;
}

interface StateRow {
  readonly target: TargetName;
  readonly lead_id: string;
  readonly score_sequence: number;
  readonly probability: number;
  readonly points: number;
  readonly grade: string;
  readonly model_version: string;
  readonly scored_at: number;
  readonly override_id: number | null;
  readonly override_grade: string | null;
  readonly override_until: number | null;
  readonly last_sequence: number | null;
  readonly last_probability: number;
  readonly last_grade: string;
  readonly last_model_version: string;
  readonly last_override_id: number | null;
}

/** Reads the states of scored leads that are neither removed nor merged, for each target. Requires `lockRanking`. */
export async function findDeliveryStates(
  trx: QueryExecutorProvider,
  { leadIds, targets, now }: { leadIds: readonly string[]; targets: readonly TargetName[]; now: number },
): Promise<readonly LeadDeliveryState[]> {
  const { rows } = await sql<StateRow>`
    SELECT t.target, r.lead_id, r.sequence AS score_sequence, r.probability, r.points, r.grade, r.model_version,
      r.scored_at, o.id AS override_id, o.grade AS override_grade, o.expires_at AS override_until,
      w.sequence AS last_sequence, w.probability AS last_probability, w.grade AS last_grade,
      w.model_version AS last_model_version, w.override_id AS last_override_id
    FROM leads.ranking r
    JOIN leads.lead l ON l.id = r.lead_id AND l.stage NOT IN ('REMOVED', 'MERGED')
    CROSS JOIN unnest(${targets}::text[]) AS t (target)
    LEFT JOIN leads.score_override o ON o.lead_id = r.lead_id AND o.ended_at IS NULL AND o.expires_at > ${now}::bigint
      AND NOT l.is_closed
    LEFT JOIN leads.crm_last_delivery w ON w.target = t.target AND w.lead_id = r.lead_id
    WHERE r.lead_id = ANY(${leadIds}::text[]) AND r.sequence IS NOT NULL`.execute(trx);
  return rows.map(stateOf);
}

function stateOf(row: StateRow): LeadDeliveryState {
  const { probability, grade, model_version: modelVersion, override_grade: overrideGrade } = row;
  const last = {
    sequence: row.last_sequence as number,
    probability: row.last_probability,
    grade: row.last_grade,
    modelVersion: row.last_model_version,
    overrideId: row.last_override_id,
  };
  return {
    target: row.target,
    leadId: row.lead_id,
    scoreSequence: row.score_sequence,
    now: { probability, grade, modelVersion, overrideId: row.override_id },
    last: row.last_sequence === null ? undefined : last,
    payload: {
      probability,
      points: row.points,
      scoreGrade: grade,
      modelVersion,
      scoredAt: row.scored_at,
      override: overrideGrade === null ? null : { grade: overrideGrade, until: row.override_until as number },
    },
  };
}
