import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { ComparedState, DeliveryCause } from '../rules/materiality.ts';
import type { DeliveryPayload, TargetName } from '../rules/score-delivery.ts';

/** A delivery about to be stored. */
export interface NewDelivery extends ComparedState {
  readonly target: TargetName;
  readonly leadId: string;
  readonly sequence: number;
  readonly cause: DeliveryCause;
  readonly payload: DeliveryPayload;
  /** sequence of the score in the subgraph `scores` */
  readonly scoreSequence: number;
  readonly awaitsReasons: boolean;
  /** epoch milliseconds */
  readonly dueAt: number;
}

/**
 * Stores deliveries, supersedes those of the same leads and targets that wait or were given up, remembers each as the last,
 * and publishes the questions for their reasons: one statement. Requires `lockRanking`.
 *
 * @param ask statement that publishes the messages of a query, a fragment of WITH
 * @param now epoch milliseconds
 */
export async function insertDeliveries(
  trx: QueryExecutorProvider,
  deliveries: readonly NewDelivery[],
  ask: (questions: RawBuilder<unknown>) => RawBuilder<unknown>,
  now: number,
): Promise<void> {
  await sql`WITH input AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) AS row (
        target text, "leadId" text, sequence bigint, cause text, payload jsonb, "scoreSequence" bigint,
        "awaitsReasons" boolean, "dueAt" bigint, probability double precision, grade text, "modelVersion" text,
        "overrideId" bigint)
    ), waiting AS (
      SELECT d.id FROM leads.crm_delivery d JOIN input i ON d.lead_id = i."leadId" AND d.target = i.target
      WHERE d.state IN ('PENDING', 'FAILED') ORDER BY d.id FOR UPDATE OF d
    ), superseded AS (
      UPDATE leads.crm_delivery SET state = 'SUPERSEDED', changed_at = ${now}::bigint WHERE id IN (SELECT id FROM waiting)
    ), inserted AS (
      INSERT INTO leads.crm_delivery (target, lead_id, sequence, cause, payload, awaits_reasons, due_at, created_at, changed_at)
      SELECT target, "leadId", sequence, cause, payload, "awaitsReasons", "dueAt", ${now}::bigint, ${now}::bigint FROM input
      RETURNING id, target, lead_id, awaits_reasons
    ), last AS (
      INSERT INTO leads.crm_last_delivery AS w (target, lead_id, sequence, probability, grade, model_version, override_id)
      SELECT target, "leadId", sequence, probability, grade, "modelVersion", "overrideId" FROM input
      ON CONFLICT (target, lead_id) DO UPDATE SET sequence = excluded.sequence, probability = excluded.probability,
        grade = excluded.grade, model_version = excluded.model_version, override_id = excluded.override_id
    ), asked AS (${ask(QUESTIONS)})
    SELECT 1`.execute(trx);
}

const QUESTIONS = sql`SELECT jsonb_agg(jsonb_build_object('deliveryId', n.id, 'leadId', n.lead_id,
    'sequence', i."scoreSequence"))
  FROM inserted n JOIN input i ON i."leadId" = n.lead_id AND i.target = n.target
  WHERE n.awaits_reasons HAVING count(*) > 0`;
