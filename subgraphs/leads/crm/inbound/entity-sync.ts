import type { Kysely } from 'kysely';
import type { Logger } from '../../../../platform/logger.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../platform/time.ts';
import type { CrmPosition, CrmRow } from '../source/crm-reader.ts';
import { adoptShape } from './adopt-shape.ts';
import type { SyncedEntity } from './crm-entity.ts';
import { fetchMissingLeads } from './fetch-missing-leads.ts';
import { KnownVersions } from './known-versions.ts';
import { isAhead, nextPosition } from './next-position.ts';
import { findDueRows } from './parked-rows.ts';
import { RowWalk } from './row-walk.ts';
import { StateConflict, storeRows } from './store-rows.ts';
import type { SyncRequests } from './sync-requests.ts';
import { changeState, type EntityState, openState, type StateChange } from './sync-state.ts';

/** Settings of the sync of an entity. */
export interface EntitySyncSettings {
  /** rows per page */
  readonly batchRows: number;
  /** how far behind the newest change transactions of the CRM may commit, seconds */
  readonly overlapSeconds: number;
  /** pause between two comparisons of all rows, hours; 0: only on request */
  readonly compareHours: number;
  /** pause between two looks at the columns, and before an entity that stopped is tried again, ms; half a minute when absent */
  readonly retryMs?: number | undefined;
}

/** Pause before an entity that stopped is tried again, ms. */
export const RETRY_MS = 30 * SECOND_MS;

/** Dependencies of an {@link EntitySync}. */
export interface EntitySyncDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly log: Logger;
  readonly settings: EntitySyncSettings;
  /** entity of the leads that rows of others belong to; undefined for it itself */
  readonly leads?: SyncedEntity | undefined;
  /** called when rows were written */
  readonly onWritten: () => void;
  /** whether the sync ends */
  readonly isClosing: () => boolean;
}

const PERSIST_EVERY_MS = 2 * SECOND_MS;
/** Absence that a wider overlap makes up for; after a longer one, or more changes, all rows are compared. */
const LONGEST_ABSENCE_MS = 5 * MINUTE_MS;
const MOST_MISSED_ROWS = 20_000;
const CLOCK_TOLERANCE_MS = 2 * SECOND_MS;

/** Sync of one entity: follows its changes, and walks over all rows for the backfill and comparisons. */
export class EntitySync {
  readonly entity: SyncedEntity;
  readonly #deps: EntitySyncDeps;
  readonly #known: KnownVersions;
  #state: EntityState | undefined;
  #walk: RowWalk | undefined;
  /** by a clock that never runs backwards */
  #inspectDueAt = 0;
  /** whether the overlap reaches back to when everything was here last */
  #isOverlapWide = true;
  /** rows that were read since it does */
  #missedRows = 0;
  /** whether changes may have been missed, so that all rows must be compared */
  #isCompareDue = false;

  constructor(entity: SyncedEntity, deps: EntitySyncDeps) {
    this.entity = entity;
    this.#deps = deps;
    this.#known = new KnownVersions(3 * SECOND_MS * deps.settings.overlapSeconds);
  }

  /** State as this process has it; undefined before the first turn, and after {@link reset}. */
  get state(): EntityState | undefined {
    return this.#state;
  }

  /** Forgets everything: the next turn reads the stored state and looks at the table again. */
  reset(): void {
    this.#state = undefined;
    this.#walk = undefined;
    this.#inspectDueAt = 0;
    this.#isOverlapWide = true;
  }

  /**
   * Reads the changes since the last turn, and a part of the walk that is under way.
   *
   * @returns whether there is more to read at once
   * @throws {DomainError} CRM_… for a fault of the CRM; those of the platform's database
   * @throws {StateConflict} when another process was here first
   */
  async turn(requests: SyncRequests | undefined): Promise<boolean> {
    const state = await this.#open();
    await this.#inspect(state, requests);
    if (requests?.hasDueRows) await this.#retryDue();
    if (this.entity.referring && this.#current.walk) await this.#beginFollowing();
    let hasMore = false;
    if (this.#current.walk?.kind !== 'BACKFILL') hasMore = await this.#follow();
    await this.#startCompare(requests);
    const isWalking = await this.#walkOn(requests);
    await this.#recover();
    return isWalking || hasMore;
  }

  /** Stores a fault, and begins anew with the next turn. */
  async fail(code: string, message: string): Promise<void> {
    const now = this.#deps.clock();
    const state = await openState(this.#deps.db, this.entity.name, now);
    const since = state.fault?.code === code ? state.fault.since : now;
    this.reset();
    if (state.fault?.code === code && state.fault.message === message) return;
    await changeState(this.#deps.db, state, { fault: { code, message, since } }, now);
  }

  get #current(): EntityState {
    if (!this.#state) throw new TypeError(`the sync of ${this.entity.name} is not open`);
    return this.#state;
  }

  async #open(): Promise<EntityState> {
    const { db, clock } = this.#deps;
    this.#state ??= await openState(db, this.entity.name, clock());
    return this.#state;
  }

  /** Looks at the table every half minute: its columns, and whether the CRM's clock was set back. */
  async #inspect(state: EntityState, requests: SyncRequests | undefined): Promise<void> {
    if (performance.now() < this.#inspectDueAt) return;
    const { reader, mappingDigest } = this.entity;
    const { fingerprint } = await reader.inspect();
    const acceptedAt = requests?.schemaAcceptedAt ?? null;
    const change = adoptShape(state, { fingerprint, mappingDigest, acceptedAt }, this.#deps.clock());
    if (change) await this.#change(change);
    const now = await reader.now();
    if (state.position?.watermark != null && isAhead(state.position.watermark, now + CLOCK_TOLERANCE_MS))
      await this.#rebase(state.position, now);
    this.#inspectDueAt = performance.now() + (this.#deps.settings.retryMs ?? RETRY_MS);
  }

  async #recover(): Promise<void> {
    if (!this.#current.fault) return;
    await this.#change({ fault: undefined });
    this.#deps.log.info({ entity: this.entity.name }, 'CRM sync recovered');
  }

  async #rebase(position: CrmPosition, now: number): Promise<void> {
    const { overlapSeconds } = this.#deps.settings;
    const watermark = new Date(now - overlapSeconds * SECOND_MS).toISOString();
    this.#deps.log.warn(
      { entity: this.entity.name, found: position.watermark, watermark },
      "the CRM's clock was set back; its changes are read again from the present",
    );
    await this.#change({ position: { watermark, key: position.key } });
  }

  /** Reads the changes after the position, and those within the overlap that were committed late. */
  async #follow(): Promise<boolean> {
    const { clock, settings } = this.#deps;
    const { reader } = this.entity;
    const { batchRows, overlapSeconds } = settings;
    const state = this.#current;
    const startedAt = clock();
    const sinceSeconds = overlapSeconds + this.#absentMs(state, startedAt) / SECOND_MS;
    const [page, late] = await Promise.all([
      reader.page(state.position, batchRows),
      reader.recent(sinceSeconds, this.#known.versions, batchRows),
    ]);
    const fresh = uniqueRows([...page, ...late]).filter((row) => !this.#known.has(row));
    const hasMore = page.length === batchRows || late.length === batchRows;
    const caughtUpAt = hasMore ? state.caughtUpAt : startedAt;
    const position = await this.#positionAfter(state.position, page);
    if (fresh.length > 0) await this.#storeChanged(fresh, { position, caughtUpAt });
    else if (position !== state.position || startedAt - (state.caughtUpAt ?? 0) > PERSIST_EVERY_MS)
      await this.#change({ position, caughtUpAt });
    this.#known.add([...page, ...late], performance.now());
    this.#missedRows += late.length;
    if (late.length < batchRows) this.#narrowOverlap();
    else if (this.#isOverlapWide && this.#missedRows > MOST_MISSED_ROWS) this.#giveUpOverlap();
    // rows ahead of the CRM's clock fill the page without moving the position
    return hasMore && (fresh.length > 0 || position !== state.position);
  }

  /** Time since everything was here last, where changes of it may still be missing, ms. */
  #absentMs({ caughtUpAt }: EntityState, now: number): number {
    if (!this.#isOverlapWide || caughtUpAt === null) return 0;
    const absentMs = Math.max(0, now - caughtUpAt);
    if (absentMs <= LONGEST_ABSENCE_MS) return absentMs;
    this.#giveUpOverlap();
    return 0;
  }

  #narrowOverlap(): void {
    this.#isOverlapWide = false;
    this.#missedRows = 0;
  }

  #giveUpOverlap(): void {
    this.#narrowOverlap();
    this.#isCompareDue = true;
  }

  /** Joined rows are followed from the newest on: the walk over the rows that refer to them reads all. */
  async #beginFollowing(): Promise<void> {
    const now = this.#deps.clock();
    const position = await this.entity.reader.newest();
    await this.#change({ position, walk: null, walkedAt: now, caughtUpAt: now });
  }

  async #storeChanged(rows: readonly CrmRow[], change: StateChange): Promise<void> {
    const { referring } = this.entity;
    if (!referring) return this.#store(rows, change);
    for await (const page of referring(rows.map(({ key }) => key))) await this.#store(page, {});
    // not before: what refers to them is read again otherwise
    await this.#change(change);
  }

  async #positionAfter(position: CrmPosition | undefined, page: readonly CrmRow[]): Promise<CrmPosition | undefined> {
    const last = page.at(-1)?.watermark;
    if (!last) return position;
    // the CRM's clock is asked only where ours cannot tell
    const now = this.#deps.clock();
    return nextPosition(position, page, isAhead(last, now) ? await this.entity.reader.now() : now);
  }

  async #retryDue(): Promise<void> {
    const { db, settings } = this.#deps;
    const asked = this.entity.referring ? [] : await findDueRows(db, this.entity.name, settings.batchRows);
    if (asked.length > 0) await this.#store(await this.entity.reader.byKeys(asked), {}, asked);
  }

  async #startCompare(requests: SyncRequests | undefined): Promise<void> {
    const { walk, walkedAt } = this.#current;
    if (walk || this.entity.referring) return;
    const now = this.#deps.clock();
    const { compareHours } = this.#deps.settings;
    const isAsked = (requests?.compareRequestedAt ?? 0) > (walkedAt ?? 0);
    const isDue = compareHours > 0 && now - (walkedAt ?? 0) >= compareHours * HOUR_MS;
    if (!isAsked && !isDue && !this.#isCompareDue) return;
    this.#isCompareDue = false;
    await this.#change({ walk: { kind: 'COMPARE', key: undefined, rows: 0, total: null, startedAt: now } });
  }

  async #walkOn(requests: SyncRequests | undefined): Promise<boolean> {
    if (!this.#current.walk) return false;
    const { db, settings, clock, log, isClosing } = this.#deps;
    this.#walk ??= new RowWalk({
      ...{ db, entity: this.entity, batchRows: settings.batchRows, clock, log, isClosing },
      state: () => this.#current,
      change: (change) => this.#change(change),
      store: (rows, change) => this.#store(rows, change),
    });
    if (await this.#walk.step(requests?.acceptedRemovals ?? null)) return true;
    this.#walk = undefined;
    this.#isOverlapWide = true;
    return false;
  }

  async #store(rows: readonly CrmRow[], change: StateChange, asked?: readonly string[]): Promise<void> {
    const { db, clock, leads, onWritten } = this.#deps;
    const now = clock();
    const isBackfill = this.#current.walk?.kind === 'BACKFILL';
    const prepare =
      leads &&
      ((parsed: Parameters<typeof fetchMissingLeads>[2]) => fetchMissingLeads(db, leads, parsed, { now, isBackfill }));
    const work = { entity: this.entity, rows, state: this.#current, change, now, isBackfill };
    const stored = await storeRows(db, { ...work, ...(asked && { asked }), ...(prepare && { prepare }) });
    this.#state = stored.state;
    if (stored.parked > 0)
      this.#deps.log.warn({ entity: this.entity.name, rows: stored.parked }, 'rows of the CRM parked');
    if (stored.written > 0) onWritten();
  }

  async #change(change: StateChange): Promise<void> {
    const changed = await changeState(this.#deps.db, this.#current, change, this.#deps.clock());
    if (!changed) throw new StateConflict(`the state of ${this.entity.name} was changed by another process`);
    this.#state = changed;
  }
}

/** The last row of each key. */
function uniqueRows(rows: readonly CrmRow[]): readonly CrmRow[] {
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}
