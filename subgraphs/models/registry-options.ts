import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';

/** What the registry is made of. */
export interface RegistryOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** largest ONNX file, bytes */
  readonly artifactLimitBytes: number;
  /** for loading and running a file before it is registered, milliseconds */
  readonly inspectionLimitMs: number;
}

/** Who changes something, and why. */
export interface Authorship {
  readonly by: string;
  readonly reason: string;
}
