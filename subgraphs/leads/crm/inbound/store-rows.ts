import type { Kysely, Transaction } from 'kysely';
import { runCooperatively } from '../../../../statistics/run-cooperatively.ts';
import { erasedAmong } from '../../erasure/store/erased-keys.ts';
import type { CrmRow } from '../source/crm-reader.ts';
import { CrmEntityKind, type ParsedRow, type SyncedEntity } from './crm-entity.ts';
import { parkRows, type RowRefusal, unparkRows } from './parked-rows.ts';
import { parseRows } from './parse-rows.ts';
import { changeState, type EntityState, type StateChange } from './sync-state.ts';
import type { WriteContext, WriteResult } from './write-leads.ts';

/** Another process has changed the state of an entity since it was read: nothing was written. */
export class StateConflict extends Error {
  override readonly name = 'StateConflict';
}

/** Rows of the CRM to store, and the state that follows from them. */
export interface RowsToStore extends WriteContext {
  readonly entity: SyncedEntity;
  readonly rows: readonly CrmRow[];
  readonly state: EntityState;
  readonly change: StateChange;
  /** keys that were asked for: those without a row are no longer parked */
  readonly asked?: readonly string[];
  /** Reads what rows refer to, and is not here, from the CRM; resolves to how to write it before them. */
  readonly prepare?: (rows: readonly ParsedRow[]) => Promise<(trx: Transaction<unknown>) => Promise<void>>;
}

/** Stored rows. */
export interface StoredRows {
  readonly state: EntityState;
  readonly written: number;
  readonly parked: number;
}

/**
 * Stores rows of the CRM in one transaction with the state that follows from them, so that they are here exactly once
 * whenever the process ends. Rows at fault are parked; where the database refuses one, it is found and parked alone.
 *
 * @throws {StateConflict} when another process was here first
 */
export async function storeRows(db: Kysely<unknown>, work: RowsToStore): Promise<StoredRows> {
  const { entity, rows, now, prepare } = work;
  const { parsed, refusals } = await runCooperatively(parseRows(entity, rows, now));
  const before = (await prepare?.(parsed)) ?? (async () => undefined);
  try {
    return await db.transaction().execute((trx) => commit(trx, work, refusals, () => writeAll(trx, parsed)));
  } catch (error) {
    if (!isRowFault(error)) throw error;
    const result = await isolate(db, parsed, (trx, some) => writeAll(trx, some));
    return db.transaction().execute((trx) => commit(trx, work, refusals, async () => result));
  }

  async function writeAll(trx: Transaction<unknown>, some: readonly ParsedRow[]): Promise<WriteResult> {
    if (some.length === 0) return NOTHING;
    await before(trx);
    return entity.write(trx, some, work);
  }
}

const NOTHING: WriteResult = { written: 0, skipped: 0, refusals: [] };

async function commit(
  trx: Transaction<unknown>,
  { entity, rows, state, change, now, asked }: RowsToStore,
  faults: readonly RowRefusal[],
  write: () => Promise<WriteResult>,
): Promise<StoredRows> {
  const result = await write();
  const found = [...faults, ...result.refusals];
  const leadOf = ({ key, leadId }: RowRefusal) => leadId ?? (entity.kind === CrmEntityKind.LEADS ? key : undefined);
  // rows of erased persons are skipped, not parked: a fault may quote them
  const erased = await erasedAmong(
    trx,
    found.flatMap((refusal) => leadOf(refusal) ?? []),
  );
  const refusals = found.filter((refusal) => !erased.has(leadOf(refusal) ?? ''));
  const refused = new Set(refusals.map(({ key }) => key));
  const isLead = entity.kind === CrmEntityKind.LEADS;
  const parked = refusals.map((refusal) => (isLead ? { ...refusal, leadId: refusal.key } : refusal));
  await parkRows(trx, entity.writes, parked, now);
  const keys = new Set([...(asked ?? []), ...rows.map(({ key }) => key)]);
  await unparkRows(
    trx,
    entity.writes,
    [...keys].filter((key) => !refused.has(key)),
  );
  const counts = {
    rowsRead: state.rowsRead + rows.length,
    rowsWritten: state.rowsWritten + result.written,
    rowsSkipped: state.rowsSkipped + result.skipped,
  };
  const after = await changeState(trx, state, { ...counts, ...change }, now);
  if (!after) throw new StateConflict(`the state of ${entity.name} was changed by another process`);
  return { state: after, written: result.written, parked: refused.size };
}

/** Writes rows in ever smaller parts, each in a transaction of its own, until those that the database refuses are alone. */
async function isolate(
  db: Kysely<unknown>,
  rows: readonly ParsedRow[],
  write: (trx: Transaction<unknown>, rows: readonly ParsedRow[]) => Promise<WriteResult>,
): Promise<WriteResult> {
  try {
    return await db.transaction().execute((trx) => write(trx, rows));
  } catch (error) {
    if (!isRowFault(error)) throw error;
    const [first] = rows;
    if (!first) return NOTHING;
    if (rows.length === 1) return { ...NOTHING, refusals: [refusalOf(first.key, error)] };
  }
  const middle = Math.ceil(rows.length / 2);
  const left = await isolate(db, rows.slice(0, middle), write);
  const right = await isolate(db, rows.slice(middle), write);
  return {
    written: left.written + right.written,
    skipped: left.skipped + right.skipped,
    refusals: [...left.refusals, ...right.refusals],
  };
}

/** Whether a statement failed by its data: invalid data, a violated constraint, or a limit. */
function isRowFault(error: unknown): error is { readonly code: string; readonly constraint?: string } {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code);
}

/** The message of the database may quote the row: the code and the constraint do not. */
function refusalOf(
  key: string,
  { code, constraint }: { readonly code: string; readonly constraint?: string },
): RowRefusal {
  const rule = constraint ? ` of constraint ${constraint}` : '';
  return {
    key,
    code: 'CRM_ROW_REFUSED',
    message: `row: found SQLSTATE ${code}${rule}, expected a row that can be stored`,
  };
}
