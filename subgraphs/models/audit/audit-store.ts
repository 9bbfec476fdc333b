import { type RawBuilder, sql } from 'kysely';
import { cutText } from '../../../platform/cut-text.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { AuditAction, AuditEventRow, AuditOutcome, AuditState, NewAuditEvent } from './audit-event.ts';

// a refused attempt is stored as received, but must not fill the log
const MAX_TEXT = 2_000;

/**
 * Appends an event to the audit log, in the transaction of its change or after a refusal.
 *
 * @returns the id of the event
 */
export async function appendEvent(db: Db, event: NewAuditEvent): Promise<number> {
  const { at, by, action, model, version, reason, outcome, code, message, before, after } = event;
  const { rows } = await sql<{
    id: number;
  }>`INSERT INTO models.audit_event (at, actor, action, model, version, reason, outcome, code, message,
      state_before, state_after, client_address, request_id)
    VALUES (${at}, ${storable(by)}, ${action}, ${storable(model)}, ${version ?? null}, ${storable(reason)}, ${outcome},
      ${code ?? null}, ${storable(message)}, ${json(before)}, ${json(after)},
      ${storable(event.clientAddress)}, ${storable(event.requestId)})
    RETURNING id`.execute(db);
  return (rows[0] as { id: number }).id;
}

/** Text with unstorable characters replaced, so that any attempt can be audited. */
function storable(text: string | undefined): string | null {
  return text === undefined ? null : cutText(text, MAX_TEXT).replaceAll(/\0|\p{Surrogate}/gu, '\ufffd');
}

function json(state: AuditState | undefined): string | null {
  return state === undefined ? null : JSON.stringify(state);
}

/** Filter of audit events. Absent fields do not restrict. */
export interface AuditFilter {
  readonly model?: string | null | undefined;
  readonly version?: number | null | undefined;
  readonly actor?: string | null | undefined;
  readonly actions?: readonly AuditAction[] | null | undefined;
  readonly outcome?: AuditOutcome | null | undefined;
  /** epoch milliseconds, inclusive */
  readonly from?: number | null | undefined;
  /** epoch milliseconds, exclusive */
  readonly until?: number | null | undefined;
}

/** Lists events of a filter, newest first, below an id. */
export async function listEvents(
  db: Db,
  filter: AuditFilter,
  first: number,
  below: number | null,
): Promise<AuditEventRow[]> {
  const { rows } = await sql<AuditEventRow>`SELECT * FROM models.audit_event
    WHERE ${matches(filter)} AND (${below}::bigint IS NULL OR id < ${below})
    ORDER BY id DESC LIMIT ${first}`.execute(db);
  return rows;
}

/** Lists events of a filter, oldest first, above an id: for reading the whole log in pages. */
export async function readEvents(db: Db, filter: AuditFilter, count: number, above: number): Promise<AuditEventRow[]> {
  const { rows } = await sql<AuditEventRow>`SELECT * FROM models.audit_event
    WHERE ${matches(filter)} AND id > ${above} ORDER BY id LIMIT ${count}`.execute(db);
  return rows;
}

function matches(filter: AuditFilter): RawBuilder<unknown> {
  const { version = null, actions = null, outcome = null, from = null, until = null } = filter;
  const [model, actor] = [storable(filter.model ?? undefined), storable(filter.actor ?? undefined)];
  return sql`(${model}::text IS NULL OR model = ${model})
    AND (${version}::int IS NULL OR version = ${version})
    AND (${actor}::text IS NULL OR actor = ${actor})
    AND (${actions}::text[] IS NULL OR action = ANY(${actions}::text[]))
    AND (${outcome}::text IS NULL OR outcome = ${outcome})
    AND (${from}::bigint IS NULL OR at >= ${from})
    AND (${until}::bigint IS NULL OR at < ${until})`;
}
