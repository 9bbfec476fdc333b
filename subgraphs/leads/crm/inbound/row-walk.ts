import type { Kysely } from 'kysely';
import type { Logger } from '../../../../platform/logger.ts';
import type { CrmRow } from '../source/crm-reader.ts';
import { CrmEntityKind, type SyncedEntity } from './crm-entity.ts';
import { RemovalScan } from './removal-scan.ts';
import { countCrmLeads, isMassRemoval, removeLeads } from './removals.ts';
import { clearAcceptedRemovals } from './sync-requests.ts';
import type { EntityState, StateChange, Walk } from './sync-state.ts';

/** Dependencies of a {@link RowWalk}. */
export interface RowWalkDeps {
  readonly db: Kysely<unknown>;
  readonly entity: SyncedEntity;
  readonly batchRows: number;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly log: Logger;
  readonly isClosing: () => boolean;
  /** state of the entity, which has a walk */
  readonly state: () => EntityState;
  readonly change: (change: StateChange) => Promise<void>;
  readonly store: (rows: readonly CrmRow[], change: StateChange) => Promise<void>;
}

/** Page of a walk. */
interface WalkPage {
  readonly rows: readonly CrmRow[];
  readonly lastKey: string | undefined;
  readonly isLast: boolean;
}

/** Work of one step, ms: a comparison lets changes through, a backfill has none to let through. */
const STEP_MS = { BACKFILL: 1_000, COMPARE: 150 } as const;
const REMOVALS_PER_BATCH = 500;

/**
 * Walk over all rows of an entity in the order of their keys: the first filling, or a comparison, which also finds rows
 * whose change came too late for the overlap, rows without a watermark, and leads that are gone.
 *
 * The next page is read while the last one is written. The walk goes on where it was after a restart.
 */
export class RowWalk {
  readonly #deps: RowWalkDeps;
  #next: Promise<WalkPage> | undefined;
  #scan: RemovalScan | undefined;

  constructor(deps: RowWalkDeps) {
    this.#deps = deps;
  }

  /** Walks on for a while. @param acceptedRemovals most leads that somebody lets it remove @returns whether there is more */
  async step(acceptedRemovals: number | null): Promise<boolean> {
    const until = performance.now() + STEP_MS[this.#walk.kind];
    if (this.#scan) return this.#scanOn(until, acceptedRemovals);
    if (this.#walk.total === null) await this.#begin();
    do {
      if (this.#deps.isClosing()) return true;
      if (await this.#storePage()) return this.#afterRows();
    } while (performance.now() < until);
    // changes are followed between two steps: a page that was read before them is out of date
    this.#next = undefined;
    return true;
  }

  get #walk(): Walk {
    const { walk } = this.#deps.state();
    if (!walk) throw new TypeError('no walk is under way');
    return walk;
  }

  /** The changes that are committed from here on are followed: those of a backfill after the newest there is. */
  async #begin(): Promise<void> {
    const { entity, change, state } = this.#deps;
    const [newest, { rows }] = await Promise.all([entity.reader.newest(), entity.reader.estimate()]);
    const walk = { ...this.#walk, total: Math.round(rows) };
    await change({ walk, position: walk.kind === 'BACKFILL' ? newest : state().position });
    this.#deps.log.info({ entity: entity.name, walk: walk.kind, rows: walk.total }, 'CRM walk started');
  }

  /** Stores the next page. @returns whether it was the last */
  async #storePage(): Promise<boolean> {
    const page = await (this.#next ?? this.#read(this.#walk.key));
    this.#next = page.isLast ? undefined : this.#read(page.lastKey);
    // it is awaited with the next page, or never, when this one cannot be stored
    this.#next?.catch(() => undefined);
    const { key, rows, ...walk } = this.#walk;
    const progress = { ...walk, key: page.lastKey ?? key, rows: rows + page.rows.length };
    await this.#deps.store(page.rows, { walk: progress });
    return page.isLast;
  }

  async #read(after: string | undefined): Promise<WalkPage> {
    const rows = await this.#deps.entity.reader.pageByKey(after, this.#deps.batchRows);
    return { rows, lastKey: rows.at(-1)?.key, isLast: rows.length < this.#deps.batchRows };
  }

  async #afterRows(): Promise<boolean> {
    const { db, entity } = this.#deps;
    if (this.#walk.kind === 'BACKFILL' || entity.kind !== CrmEntityKind.LEADS) {
      await this.#finish({});
      return false;
    }
    this.#scan = new RemovalScan(db, entity.reader);
    return true;
  }

  async #scanOn(until: number, accepted: number | null): Promise<boolean> {
    const { db, entity, log, isClosing } = this.#deps;
    const scan = this.#scan as RemovalScan;
    do {
      if (isClosing()) return true;
      if (await scan.step()) continue;
      const { gone } = scan;
      if (isMassRemoval(gone.length, await countCrmLeads(db), accepted)) {
        log.error({ entity: entity.name, leads: gone.length }, 'leads are gone from the CRM; too many to remove them');
        await this.#finish({ heldRemovals: gone.length });
        return false;
      }
      await this.#remove(gone);
      if (accepted !== null) await clearAcceptedRemovals(db, entity.name);
      await this.#finish({ heldRemovals: null });
      return false;
    } while (performance.now() < until);
    return true;
  }

  async #remove(gone: readonly string[]): Promise<void> {
    const { db, entity, clock, change } = this.#deps;
    for (let start = 0; start < gone.length; start += REMOVALS_PER_BATCH) {
      const ids = gone.slice(start, start + REMOVALS_PER_BATCH);
      // some may be back since the search
      const back = await entity.reader.presentKeys(ids);
      // refused where another process syncs meanwhile
      await change({});
      await removeLeads(
        db,
        ids.filter((id) => !back.has(id)),
        clock(),
      );
    }
  }

  async #finish(change: StateChange): Promise<void> {
    const { change: store, clock, entity, log, state } = this.#deps;
    const { kind, rows, startedAt } = this.#walk;
    const caughtUpAt = kind === 'BACKFILL' ? startedAt : state().caughtUpAt;
    await store({ ...change, walk: null, walkedAt: clock(), caughtUpAt });
    log.info({ entity: entity.name, walk: kind, rows, durationMs: clock() - startedAt }, 'CRM walk finished');
  }
}
