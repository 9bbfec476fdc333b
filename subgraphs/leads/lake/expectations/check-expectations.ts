import type { Kysely } from 'kysely';
import type { Lake } from '../../../../lake/delta/lake.ts';
import { checkLayer } from '../../../../lake/expectations/check-layer.ts';
import type { LayerExpectations } from '../../../../lake/expectations/expectation.ts';
import { LAKE_CHECKED } from '../../../../lake/expectations/lake-checked.ts';
import type { LakeLayer } from '../../../../lake/expectations/lake-tables.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { passesGates, readPast, storeCheck } from './expectation-store.ts';

/** Dependencies and settings of {@link checkExpectations}. */
export interface CheckExpectationsOptions {
  readonly database: Database;
  readonly lake: Lake;
  readonly log: Logger;
  /** layer that has just been brought up to date */
  readonly layer: LakeLayer;
  /** now, epoch milliseconds */
  readonly at: number;
  /** interval of refreshes, ms; null without a schedule */
  readonly refreshMs: number | null;
  /** expectations of the layer; the platform's own when absent */
  readonly expectations?: LayerExpectations | undefined;
}

/** Whether the next layer may be written. */
export interface LayerVerdict {
  readonly isPassed: boolean;
  /** gates that failed, as `silver/leads: keys_present` */
  readonly failedGates: readonly string[];
}

/**
 * Checks the expectations of a layer after it was brought up to date, and stores the results. The next layer is written
 * only when no gate failed.
 *
 * @throws {DomainError} of the lake, when a log or file cannot be read: nothing is stored, and the next layer not written
 */
export async function checkExpectations(options: CheckExpectationsOptions): Promise<LayerVerdict> {
  const { database, lake, log, layer, at, refreshMs, expectations } = options;
  const db: Kysely<unknown> = database.tables<unknown>('long');
  const tables = await checkLayer({ lake, layer, at, past: await readPast(db, layer), expectations });
  await storeCheck(db, { layer, tables, at, refreshMs: layer === 'PREDICTIONS' ? null : refreshMs });
  database.events.publish(LAKE_CHECKED);
  const failed = tables.flatMap(({ path, results }) =>
    results
      .filter(({ status }) => status === 'FAILED')
      .map(({ name, severity, found, least, greatest }) => ({
        expectation: `${path}: ${name}`,
        severity,
        found,
        least,
        greatest,
      })),
  );
  if (failed.length > 0) log.warn({ layer, failed }, 'expectations of the lake failed');
  const failedGates = failed.filter(({ severity }) => severity === 'GATE').map(({ expectation }) => expectation);
  return { isPassed: tables.every(passesGates), failedGates };
}
