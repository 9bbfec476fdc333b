import type { Calibration, ModelSignature } from '../../../scoring/model-manifest.ts';

/** A model version that computes scores: its artifact, its inputs, and how its output becomes a probability. */
export interface ScoringVersion {
  readonly model: string;
  readonly version: number;
  /** SHA-256 of the artifact, hex */
  readonly digest: string;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
}

/** Identity of a session: the same version with another artifact is another one. */
export type VersionIdentity = Pick<ScoringVersion, 'model' | 'version' | 'digest'>;

/** A {@link VersionIdentity} as the key of a map. */
export function versionKey({ model, version, digest }: VersionIdentity): string {
  return `${model}:${version}:${digest}`;
}
