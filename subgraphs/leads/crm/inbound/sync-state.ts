import { type QueryExecutorProvider, sql } from 'kysely';
import type { CrmPosition } from '../source/crm-reader.ts';

/** Kinds of walks over all rows of an entity. */
export type WalkKind = 'BACKFILL' | 'COMPARE';

/** Walk over all rows of an entity in the order of their keys. */
export interface Walk {
  readonly kind: WalkKind;
  /** last key that was read; undefined before the first */
  readonly key: string | undefined;
  /** rows that were read */
  readonly rows: number;
  /** rows of the table when it began, as PostgreSQL estimates them; null without an estimate */
  readonly total: number | null;
  /** epoch milliseconds */
  readonly startedAt: number;
}

/** Fault that stops the sync of an entity. */
export interface SyncFault {
  readonly code: string;
  readonly message: string;
  /** epoch milliseconds */
  readonly since: number;
}

/** Stored state of the sync of one entity. Times are epoch milliseconds. */
export interface EntityState {
  readonly entity: string;
  /** one more with each write */
  readonly revision: number;
  /** last change that was read; undefined before the first */
  readonly position: CrmPosition | undefined;
  readonly walk: Walk | null;
  /** end of the last walk; null before the first */
  readonly walkedAt: number | null;
  /** leads that the last comparison would have removed, but for their number; null when there are none */
  readonly heldRemovals: number | null;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** rows of erased persons */
  readonly rowsSkipped: number;
  readonly mappingDigest: string | null;
  readonly fingerprint: string | null;
  /** every change committed in the CRM before is here; null before the end of the backfill */
  readonly caughtUpAt: number | null;
  readonly fault: SyncFault | undefined;
}

/** Change of an {@link EntityState}. */
export type StateChange = Partial<Omit<EntityState, 'entity' | 'revision'>>;

interface StateRow extends Omit<EntityState, 'position' | 'walk' | 'fault'> {
  readonly watermark: string | null;
  readonly key: string | null;
  readonly walkKind: WalkKind | null;
  readonly walkKey: string | null;
  readonly walkRows: number;
  readonly walkTotal: number | null;
  readonly walkStartedAt: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorSince: number | null;
}

const COLUMNS = sql`entity, revision, watermark, key, walk AS "walkKind", walk_key AS "walkKey", walk_rows AS "walkRows",
  walk_total AS "walkTotal", walk_started_at AS "walkStartedAt", walked_at AS "walkedAt",
  held_removals AS "heldRemovals", rows_read AS "rowsRead", rows_written AS "rowsWritten",
  rows_skipped AS "rowsSkipped",
  mapping_digest AS "mappingDigest", fingerprint, caught_up_at AS "caughtUpAt", error_code AS "errorCode",
  error_message AS "errorMessage", error_since AS "errorSince"`;

/** Reads the states of entities that were synced before. */
export async function readStates(db: QueryExecutorProvider): Promise<readonly EntityState[]> {
  const { rows } = await sql<StateRow>`SELECT ${COLUMNS} FROM leads.crm_position`.execute(db);
  return rows.map(toState);
}

/** Reads the state of one entity, which is created with a backfill to do where it is absent. */
export async function openState(db: QueryExecutorProvider, entity: string, now: number): Promise<EntityState> {
  await sql`INSERT INTO leads.crm_position (entity, walk, walk_started_at, changed_at)
    VALUES (${entity}, 'BACKFILL', ${now}::bigint, ${now}::bigint)
    ON CONFLICT DO NOTHING`.execute(db);
  const { rows } = await sql<StateRow>`SELECT ${COLUMNS} FROM leads.crm_position WHERE entity = ${entity}`.execute(db);
  return toState(rows[0] as StateRow);
}

/**
 * Stores a change of an entity's state, with the rows that it follows from in one transaction.
 *
 * @returns the state after it; undefined where another process has changed it since it was read: the rows must not be
 *   committed then
 */
export async function changeState(
  trx: QueryExecutorProvider,
  before: EntityState,
  change: StateChange,
  now: number,
): Promise<EntityState | undefined> {
  const after: EntityState = { ...before, ...change, revision: before.revision + 1 };
  const { position, walk, fault } = after;
  const { numAffectedRows } = await sql`UPDATE leads.crm_position SET revision = ${after.revision}::bigint,
      watermark = ${position?.watermark ?? null}, key = ${position?.key ?? null},
      walk = ${walk?.kind ?? null}, walk_key = ${walk?.key ?? null}, walk_rows = ${walk?.rows ?? 0}::bigint,
      walk_total = ${walk?.total ?? null}::bigint, walk_started_at = ${walk?.startedAt ?? null}::bigint,
      walked_at = ${after.walkedAt}::bigint, held_removals = ${after.heldRemovals}::bigint,
      rows_read = ${after.rowsRead}::bigint, rows_written = ${after.rowsWritten}::bigint,
      rows_skipped = ${after.rowsSkipped}::bigint,
      mapping_digest = ${after.mappingDigest}, fingerprint = ${after.fingerprint},
      caught_up_at = ${after.caughtUpAt}::bigint, error_code = ${fault?.code ?? null},
      error_message = ${fault?.message ?? null}, error_since = ${fault?.since ?? null}::bigint, changed_at = ${now}::bigint
    WHERE entity = ${before.entity} AND revision = ${before.revision}::bigint`.execute(trx);
  return numAffectedRows === 1n ? after : undefined;
}

function toState(row: StateRow): EntityState {
  const {
    watermark,
    key,
    walkKind,
    walkKey,
    walkRows,
    walkTotal,
    walkStartedAt,
    errorCode,
    errorMessage,
    errorSince,
    ...rest
  } = row;
  return {
    ...rest,
    position: key === null || watermark === null ? undefined : { watermark, key },
    walk: walkKind && {
      kind: walkKind,
      key: walkKey ?? undefined,
      rows: walkRows,
      total: walkTotal,
      startedAt: walkStartedAt ?? 0,
    },
    fault: errorCode ? { code: errorCode, message: errorMessage ?? '', since: errorSince ?? 0 } : undefined,
  };
}
