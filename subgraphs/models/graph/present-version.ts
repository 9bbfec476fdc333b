import { holdoutName } from '../gates/evidence.ts';
import type { StageChangeRow } from '../versions/store/history-store.ts';
import type { ModelRow, VersionRow } from '../versions/store/version-store.ts';
import type { Model, StageChange } from './types/model.ts';
import type { ModelVersion } from './types/model-version.ts';

/** Presents a version in the graph. */
export function presentVersion(row: VersionRow): ModelVersion {
  const { model, version, stage, description, framework, command, digest, calibration, signature } = row;
  const platt = calibration.method === 'PLATT' ? calibration : { slope: null, intercept: null };
  return {
    id: `${model}:${version}`,
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

/** Presents a model in the graph. */
export function presentModel({ name, created_at, challenger }: ModelRow): Model {
  return { id: name, name, createdAt: created_at, challengerVersion: challenger };
}

/** Presents a change of stage in the graph. */
export function presentChange(row: StageChangeRow): StageChange {
  const { id, version, action, from_stage, to_stage, at, by, reason, reign_end } = row;
  return {
    sequence: id,
    version,
    action,
    fromStage: from_stage,
    toStage: to_stage,
    at,
    actor: by,
    by,
    reason,
    reignEnd: reign_end,
  };
}
