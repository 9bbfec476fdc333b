import { sql } from 'kysely';
import { HOUR_MS } from '../../../platform/time.ts';
import type { Db } from '../versions/store/version-store.ts';

/** Token of a machine as stored. Times are epoch milliseconds. */
export interface MachineTokenRow {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: number;
  readonly created_by: string;
  readonly expires_at: number;
  /** within the hour before its last use; null before the first */
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
  readonly revoked_by: string | null;
  readonly revoke_reason: string | null;
}

/** A token that is valid now, by its digest. */
export interface ActiveMachineToken {
  readonly id: number;
  /** SHA-256 of the token, hexadecimal */
  readonly digest: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** epoch milliseconds */
  readonly expires_at: number;
}

/** A token to be stored. */
export type NewMachineToken = Pick<MachineTokenRow, 'name' | 'scopes' | 'created_at' | 'created_by' | 'expires_at'> & {
  readonly digest: string;
};

const COLUMNS = sql`id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at, revoked_by, revoke_reason`;

/** Uses of a token within this time are recorded once. */
const USE_MS = HOUR_MS;

/** Stores a token. */
export async function insertMachineToken(db: Db, token: NewMachineToken): Promise<MachineTokenRow> {
  const { digest, name, scopes, created_at: at, created_by: by, expires_at: until } = token;
  const { rows } = await sql<MachineTokenRow>`
    INSERT INTO models.machine_token (digest, name, scopes, created_at, created_by, expires_at)
    VALUES (${digest}, ${name}, ${JSON.stringify(scopes)}::jsonb, ${at}, ${by}, ${until}) RETURNING ${COLUMNS}`.execute(
    db,
  );
  return rows[0] as MachineTokenRow;
}

/** Finds a token. */
export async function findMachineToken(db: Db, id: number): Promise<MachineTokenRow | undefined> {
  const { rows } = await sql<MachineTokenRow>`
    SELECT ${COLUMNS} FROM models.machine_token WHERE id = ${id}::bigint`.execute(db);
  return rows[0];
}

/** Lists tokens, the newest first, below an id. @param endedBefore tokens that ended before this time are left out */
export async function listMachineTokens(
  db: Db,
  endedBefore: number,
  count: number,
  below: number | null,
): Promise<readonly MachineTokenRow[]> {
  const { rows } = await sql<MachineTokenRow>`SELECT ${COLUMNS} FROM models.machine_token
    WHERE (${below}::bigint IS NULL OR id < ${below}) AND least(expires_at, revoked_at) > ${endedBefore}::bigint
    ORDER BY id DESC LIMIT ${count}`.execute(db);
  return rows;
}

/** Lists the tokens that are valid at a time. */
export async function listActiveMachineTokens(db: Db, at: number): Promise<readonly ActiveMachineToken[]> {
  const { rows } = await sql<ActiveMachineToken>`SELECT id, digest, name, scopes, expires_at FROM models.machine_token
    WHERE revoked_at IS NULL AND expires_at > ${at}::bigint ORDER BY id`.execute(db);
  return rows;
}

/** Revokes a token, unless it is revoked. */
export async function revokeStoredToken(
  db: Db,
  id: number,
  { at, by, reason }: { readonly at: number; readonly by: string; readonly reason: string },
): Promise<MachineTokenRow | undefined> {
  const { rows } = await sql<MachineTokenRow>`UPDATE models.machine_token
    SET revoked_at = coalesce(revoked_at, ${at}::bigint), revoked_by = coalesce(revoked_by, ${by}::text),
      revoke_reason = coalesce(revoke_reason, ${reason}::text)
    WHERE id = ${id}::bigint RETURNING ${COLUMNS}`.execute(db);
  return rows[0];
}

/** Records that tokens were used, at most once an hour each. */
export async function recordUses(db: Db, ids: readonly number[], at: number): Promise<void> {
  await sql`UPDATE models.machine_token SET last_used_at = ${at}::bigint
    WHERE id = ANY(${ids}::bigint[]) AND (last_used_at IS NULL OR last_used_at < ${at - USE_MS}::bigint)`.execute(db);
}
