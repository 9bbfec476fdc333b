import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import type { Candidate, Inspection } from './validation/inspect-artifact.ts';

/** What the registry is made of. */
export interface RegistryOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** largest ONNX file, bytes */
  readonly artifactLimitBytes: number;
  /** proves that a file fits before it is registered, and survives whatever the file does */
  readonly inspect: (candidate: Candidate) => Promise<Inspection>;
}

/** Who changes something, and why. */
export interface Authorship {
  readonly by: string;
  readonly reason: string;
}
