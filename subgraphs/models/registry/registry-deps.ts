import type { ArtifactReader } from '../artifacts/artifact-reader.ts';
import type { AuditDeps } from '../audit/audited.ts';
import type { AbTestEvidence, ScoreShift } from '../gates/evidence.ts';
import type { Candidate, Inspection } from '../validation/inspect-artifact.ts';
import type { VersionKey } from '../versions/store/version-store.ts';
import type { SubjectLimit } from './limit-per-subject.ts';

/** What the registry is made of. */
export interface RegistryOptions extends AuditDeps {
  /** largest ONNX file, bytes */
  readonly artifactLimitBytes: number;
  /** reads a file from a path or URL of the allow-list */
  readonly readArtifact: ArtifactReader;
  /** proves that a file fits before it is registered, and survives whatever the file does */
  readonly inspect: (candidate: Candidate) => Promise<Inspection>;
  /** runs a registration unless its caller has too many under way */
  readonly limitSubject: SubjectLimit;
  /** what gates judge beside the metrics of the versions */
  readonly evidence: EvidenceSource;
}

/** Where evidence for a promotion comes from that the registry does not hold itself. What is absent has no evidence. */
export interface EvidenceSource {
  /** The A/B test between a candidate and a champion; undefined when none has ended. */
  readonly abTest?: (candidate: VersionKey, champion: VersionKey) => Promise<AbTestEvidence | undefined>;
  /** How both score the last window; undefined without one. */
  readonly scoreShift?: (candidate: VersionKey, champion: VersionKey) => Promise<ScoreShift | undefined>;
}
