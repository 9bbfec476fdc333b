import type { LakeLayer } from '../../../lake/expectations/lake-tables.ts';
import { refreshGold } from '../../../lake/gold/refresh-gold.ts';
import { refreshSilver } from '../../../lake/silver/refresh-silver.ts';
import type { Logger } from '../../../platform/logger.ts';
import { HOUR_MS } from '../../../platform/time.ts';
import { checkExpectations } from './expectations/check-expectations.ts';
import { type FeedDeps, feedBronze } from './feed-bronze.ts';
import { applyLakeRemovals, completeLakeRemovals, type RemoveFromLakeDeps } from './remove-from-lake.ts';

/** Dependencies and settings of {@link refreshLake}. */
export interface RefreshLakeDeps extends Omit<FeedDeps, 'onProgress'>, Pick<RemoveFromLakeDeps, 'removalGraceMs'> {
  readonly log: Logger;
  /** interval of refreshes, ms; null without a schedule */
  readonly refreshMs: number | null;
  /** age from which a lead without an outcome counts as not converted, days */
  readonly maturityDays?: number | undefined;
  /** called as the layers are written, with the share of the layer that is done, 0 to 1 */
  readonly onProgress?: (layer: LakeLayer, share: number) => void;
}

/** Result of {@link refreshLake}. */
export interface RefreshedLake {
  /** rows that were written, by the path of their table */
  readonly rows: Readonly<Record<string, number>>;
  /** gates that failed, as `silver/leads: keys_present`: the layers behind them keep their version */
  readonly failedGates: readonly string[];
}

/** Writes a layer. @returns rows that were written, by the path of their table */
type WriteLayer = (deps: RefreshLakeDeps, asOf: number) => Promise<Readonly<Record<string, number>>>;

// the age of a lead is a feature, so gold changes though nothing happens
const GOLD_AGE_MS = 6 * HOUR_MS;

const LAYERS: readonly (readonly [LakeLayer, WriteLayer])[] = [
  [
    'BRONZE',
    async (deps) => (await feedBronze({ ...deps, onProgress: (share) => deps.onProgress?.('BRONZE', share) })).events,
  ],
  ['SILVER', ({ lake }) => refreshSilver(lake)],
  ['GOLD', writeGold],
  // batch jobs write it
  ['PREDICTIONS', async () => ({})],
];

/**
 * Brings the lake up to date, layer by layer. A layer whose gate fails holds back those that follow.
 *
 * Each table is written together with its position in the one before it: an end at any moment loses and doubles nothing,
 * and the next refresh goes on.
 *
 * @throws {DomainError} of the lake and the database
 */
export async function refreshLake(deps: RefreshLakeDeps): Promise<RefreshedLake> {
  const { clock, signal } = deps;
  // before the feed: what is recorded later may not have arrived
  const asOf = clock();
  await applyLakeRemovals(deps);
  try {
    return await writeLayers(deps, asOf);
  } finally {
    if (!signal.aborted) await completeLakeRemovals(deps);
  }
}

async function writeLayers(deps: RefreshLakeDeps, asOf: number): Promise<RefreshedLake> {
  const { lake, database, log, clock, signal, refreshMs, onProgress } = deps;
  const rows: Record<string, number> = {};
  for (const [layer, write] of LAYERS) {
    signal.throwIfAborted();
    onProgress?.(layer, 0);
    Object.assign(rows, await write(deps, asOf));
    const verdict = await checkExpectations({ database, lake, log, layer, at: clock(), refreshMs });
    onProgress?.(layer, 1);
    if (!verdict.isPassed) return { rows, failedGates: verdict.failedGates };
  }
  return { rows, failedGates: [] };
}

async function writeGold({ lake, maturityDays }: RefreshLakeDeps, asOf: number) {
  return refreshGold(lake, { asOf, staleAfterMs: GOLD_AGE_MS, ...(maturityDays !== undefined && { maturityDays }) });
}
