import type { Kysely } from 'kysely';
import type { Registry } from 'prom-client';
import type { Logger } from '../../../platform/logger.ts';

/** Collaborators of the metrics that are read from the database. */
export interface StoredMetricsDeps {
  readonly registry: Registry | undefined;
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}
