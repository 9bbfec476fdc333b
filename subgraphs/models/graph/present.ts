import type { AuditEventRow } from '../audit/audit-event.ts';
import { holdoutName } from '../gates/evidence.ts';
import type { RequestRow } from '../promotion/request-store.ts';
import type { StageChangeRow } from '../versions/store/history-store.ts';
import type { ModelRow, VersionRow } from '../versions/store/version-store.ts';
import type { DeliveryRow } from '../webhooks/delivery-store.ts';
import type { AuditEvent } from './types/audit-event.ts';
import type { Model, StageChange } from './types/model.ts';
import type { ModelVersion } from './types/model-version.ts';
import type { PromotionRequest } from './types/promotion.ts';
import type { WebhookDelivery } from './types/webhook-delivery.ts';

/** A version's row as the graph shows it. */
export function presentVersion(row: VersionRow): ModelVersion {
  const { model, version, stage, description, framework, command, digest, calibration, signature } = row;
  const platt = calibration.method === 'PLATT' ? calibration : { slope: null, intercept: null };
  return {
    model,
    version,
    stage,
    aliases: aliasesOf(row),
    description,
    framework,
    command,
    digest,
    sizeBytes: row.size_bytes,
    signature: {
      inputs: signature.inputs,
      outputs: signature.outputs.map(({ name, 'tensor-spec': { dtype, shape } }) => ({ name, dtype, shape })),
      inputForm: row.input_form,
    },
    calibration: { method: calibration.method, slope: platt.slope, intercept: platt.intercept },
    metrics: Object.entries(row.metrics)
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    holdout: holdoutName({ digest: row.holdout_digest, split: row.split, rows: row.metrics.rows }) ?? null,
    referenceWindow: presentWindow(row),
    scoreComparison: row.score_comparison,
    createdAt: row.created_at,
    createdBy: row.created_by,
    promotedAt: row.promoted_at,
  };
}

function aliasesOf({ stage, is_challenger }: VersionRow): ModelVersion['aliases'] {
  return [
    ...(stage === 'PRODUCTION' ? (['CHAMPION'] as const) : []),
    ...(is_challenger ? (['CHALLENGER'] as const) : []),
  ];
}

function presentWindow({ window_from, window_until, window_rows }: VersionRow): ModelVersion['referenceWindow'] {
  return window_from === null || window_until === null || window_rows === null
    ? null
    : { from: window_from, until: window_until, rows: window_rows };
}

/** A model's row as the graph shows it. */
export function presentModel({ name, created_at, challenger }: ModelRow): Model {
  return { name, createdAt: created_at, challengerVersion: challenger };
}

/** An entry of the history as the graph shows it. */
export function presentChange(row: StageChangeRow): StageChange {
  const { id, version, action, from_stage, to_stage, at, by, reason, reign_end } = row;
  return {
    sequence: id,
    version,
    action,
    fromStage: from_stage,
    toStage: to_stage,
    at,
    by,
    reason,
    reignEnd: reign_end,
  };
}

/** An audit event as the graph shows it. */
export function presentEvent(row: AuditEventRow): AuditEvent {
  const { id, at, actor, action, model, version, reason, outcome, code, message } = row;
  return {
    id: String(id),
    at,
    actor,
    action,
    model,
    version,
    reason,
    outcome,
    code,
    message,
    before: row.state_before,
    after: row.state_after,
    clientAddress: row.client_address,
    requestId: row.request_id,
  };
}

/** A delivery of a webhook as the graph shows it. */
export function presentDelivery(row: DeliveryRow): WebhookDelivery {
  const { webhook_id, event, url, state, attempts } = row;
  return {
    id: webhook_id,
    event: presentEvent(event),
    url,
    state,
    attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    at: row.changed_at,
    nextAttemptAt: state === 'PENDING' ? row.due_at : null,
  };
}

/** A promotion request as the graph shows it. */
export function presentRequest(row: RequestRow): PromotionRequest {
  const { id, model, version, status, gates, overridden } = row;
  return {
    id: String(id),
    model,
    version,
    status,
    gates,
    overridden,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    requestReason: row.request_reason,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
  };
}
