import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { DomainError, isDatabaseOutage } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import { CrmEntityKind, type SyncedEntity } from './crm-entity.ts';
import { EntitySync, type EntitySyncSettings, RETRY_MS } from './entity-sync.ts';
import { StateConflict } from './store-rows.ts';
import { readRequests } from './sync-requests.ts';

/** Settings of the sync with the CRM. */
export interface CrmSyncSettings extends EntitySyncSettings {
  /** milliseconds between two polls for changes */
  readonly pollMs: number;
}

/** Dependencies of a {@link CrmSync}. */
export interface CrmSyncDeps {
  readonly database: Database;
  /** in the order in which they are synced */
  readonly entities: readonly SyncedEntity[];
  readonly settings: CrmSyncSettings;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly log: Logger;
  /** called when rows were written */
  readonly onWritten: () => void;
}

/** Name of the lease of the process that syncs. */
export const CRM_SYNC_LEASE = 'leads.crm-sync';

/** Codes of faults that pass by themselves within seconds, as a rule. */
const OUTAGES: ReadonlySet<string> = new Set(['CRM_UNAVAILABLE', 'CRM_TIMEOUT']);
const FIRST_PAUSE_MS = SECOND_MS;
const STANDBY_MS = 2 * SECOND_MS;

/** Fault of an entity, and when it is tried again. */
interface Pause {
  readonly code: string;
  readonly failures: number;
  /** by a clock that never runs backwards */
  readonly until: number;
  readonly since: number;
}

/**
 * Follows the CRM, in one process at a time: leads first, then what belongs to them.
 *
 * A fault of the CRM stops its entity, is stored, logged once, and tried again: an outage after a second, then ever more
 * seldom, everything else every half minute. The platform goes on meanwhile.
 */
export class CrmSync {
  readonly #deps: CrmSyncDeps;
  readonly #db: Kysely<unknown>;
  readonly #lease: LeaderLease;
  readonly #entities: readonly EntitySync[];
  readonly #pauses = new Map<EntitySync, Pause>();
  readonly #loop: PollingLoop;
  #isClosing = false;

  /** Syncs from now on. */
  constructor(deps: CrmSyncDeps) {
    const { database, clock, log, settings, onWritten } = deps;
    this.#deps = deps;
    this.#db = database.tables<unknown>('long');
    this.#lease = new LeaderLease({ db: database.tables<never>(), name: CRM_SYNC_LEASE, holder: randomUUID() });
    const isClosing = () => this.#isClosing;
    const leads = deps.entities.find(({ kind, referring }) => kind === CrmEntityKind.LEADS && !referring);
    this.#entities = deps.entities.map(
      (entity) =>
        new EntitySync(entity, {
          ...{ db: this.#db, clock, log, settings, onWritten, isClosing },
          leads: entity.kind === CrmEntityKind.LEADS ? undefined : leads,
        }),
    );
    this.#loop = new PollingLoop({
      everyMs: settings.pollMs,
      turn: () => this.#turn(),
      log,
      failure: 'the CRM cannot be synced; retrying',
    });
  }

  /** Polls at once: after a request. */
  wake(): void {
    this.#loop.wake();
  }

  /** Ends after the batch under way, and lets another process go on. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#loop.close();
    await this.#lease.release();
  }

  async #turn(): Promise<number | undefined> {
    if (!(await this.#lease.acquire())) {
      for (const entity of this.#entities) entity.reset();
      return STANDBY_MS;
    }
    const requests = await readRequests(this.#db);
    let hasMore = false;
    for (const entity of this.#entities) {
      if (this.#isClosing) return undefined;
      const asked = requests.get(entity.entity.name);
      const requestedAt = Math.max(asked?.compareRequestedAt ?? 0, asked?.schemaAcceptedAt ?? 0);
      if (!this.#isPaused(entity, requestedAt))
        hasMore = (await this.#turnOf(entity, () => entity.turn(asked))) || hasMore;
      // what belongs to leads waits until they are here
      if (entity.entity.kind === CrmEntityKind.LEADS && !entity.entity.referring && !asked?.isFilled) break;
      // a batch may take long
      await this.#lease.acquire();
    }
    return hasMore ? 0 : undefined;
  }

  #isPaused(entity: EntitySync, requestedAt: number): boolean {
    const pause = this.#pauses.get(entity);
    return pause !== undefined && performance.now() < pause.until && requestedAt <= pause.since;
  }

  async #turnOf(entity: EntitySync, turn: () => Promise<boolean>): Promise<boolean> {
    try {
      const hasMore = await turn();
      this.#pauses.delete(entity);
      return hasMore;
    } catch (error) {
      if (isDatabaseOutage(error)) {
        entity.reset();
        throw error;
      }
      if (error instanceof StateConflict) {
        entity.reset();
        return false;
      }
      await this.#failed(entity, error);
      return false;
    }
  }

  async #failed(entity: EntitySync, error: unknown): Promise<void> {
    const { log, clock, settings } = this.#deps;
    const longest = settings.retryMs ?? RETRY_MS;
    const { code, message } = describe(error);
    const before = this.#pauses.get(entity);
    const failures = before?.code === code ? before.failures + 1 : 1;
    const pauseMs = OUTAGES.has(code) ? Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), longest) : longest;
    const isLogged = [...this.#pauses.values()].some((pause) => pause.code === code);
    if (!isLogged) log.warn({ entity: entity.entity.name, code, err: error }, 'CRM sync stopped; will try again');
    this.#pauses.set(entity, { code, failures, until: performance.now() + pauseMs, since: clock() });
    await entity.fail(code, message);
  }
}

function describe(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof DomainError) return error;
  return { code: 'CRM_SYNC_FAILED', message: 'internal error; the log has it' };
}
