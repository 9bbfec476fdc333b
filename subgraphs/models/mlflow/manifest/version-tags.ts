import { cutText } from '../../../../platform/cut-text.ts';
import { unusable } from '../client/unusable.ts';

type Tags = Readonly<Record<string, string>>;

/** Tags of an MLflow version with manifest data that MLflow has no field for. */
const TAGS = {
  /** JSON, such as `{"method": "PLATT", "slope": 0.95, "intercept": -0.08}` */
  calibration: 'lead_scoring.calibration',
  /** SHA-256 of the rows that metrics were measured on */
  holdoutDigest: 'lead_scoring.holdout_digest',
  /** JSON: `trainUntil`, `calibrateUntil`, `holdoutUntil`, epoch milliseconds */
  split: 'lead_scoring.split',
  /** comma-separated names, for a model with a single tensor whose signature has no columns */
  columns: 'lead_scoring.columns',
} as const;

/** Parts of a manifest from the tags of a version; absent without their tags. */
export function manifestTags(tags: Tags): Readonly<Record<string, unknown>> {
  const calibration = jsonTag(tags, TAGS.calibration);
  const split = jsonTag(tags, TAGS.split);
  const holdoutDigest = tags[TAGS.holdoutDigest];
  return {
    ...(calibration !== undefined && { calibration }),
    ...(split !== undefined && { split }),
    ...(holdoutDigest !== undefined && { holdoutDigest }),
  };
}

/** Column names of a single tensor; empty without the tag. */
export function columnsTag(tags: Tags): readonly string[] {
  const names = (tags[TAGS.columns] ?? '').split(',').map((name) => name.trim());
  return names.filter(Boolean);
}

/** JSON value of a tag. @throws {DomainError} MLFLOW_VERSION_UNUSABLE when it is invalid JSON */
function jsonTag(tags: Tags, name: string): unknown {
  const text = tags[name];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw unusable(`tag ${name}`, JSON.stringify(cutText(text, 80)), 'JSON');
  }
}
