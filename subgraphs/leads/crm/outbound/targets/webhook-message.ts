import { gradeInForce, type ScoreDelivery } from '../rules/score-delivery.ts';

/** Body of a webhook about a changed score, JSON; the same whenever it is sent again. */
export function webhookMessage({ webhookId, leadId, sequence, cause, payload, reasons }: ScoreDelivery): string {
  const { scoredAt, override, scoreGrade, ...score } = payload;
  const timestamp = new Date(scoredAt).toISOString();
  return JSON.stringify({
    type: 'lead.score_changed',
    timestamp,
    data: {
      deliveryId: webhookId,
      leadId,
      sequence,
      cause,
      grade: gradeInForce(payload),
      scoreGrade,
      ...score,
      scoredAt: timestamp,
      override: override && { grade: override.grade, until: new Date(override.until).toISOString() },
      reasons,
    },
  });
}
