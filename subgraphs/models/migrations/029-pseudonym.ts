import { type Kysely, sql } from 'kysely';
import { createPseudonymQueue } from '../../../platform/pseudonyms/pseudonym-queue.ts';

/** Ids of erased leads that are to be replaced in the audit log, which takes this one change: of events about a queued lead. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPseudonymQueue(db, 'models');
  await sql.raw(GUARD).execute(db);
  await sql`DROP TRIGGER append_only ON models.audit_event`.execute(db);
  await sql`CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON models.audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION models.refuse_change()`.execute(db);
  await sql`CREATE TRIGGER erase_only BEFORE UPDATE ON models.audit_event
    FOR EACH ROW EXECUTE FUNCTION models.refuse_unless_erased()`.execute(db);
}

// everything but the lead's id, the reason and the request stays, and only while the lead is in the queue
const GUARD = `CREATE FUNCTION models.refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM models.pseudonym WHERE old_id IN (OLD.state_before->>'leadId', OLD.state_after->>'leadId'))
    OR (to_jsonb(NEW) - '{reason,state_before,state_after,request_id,client_address}'::text[])
      <> (to_jsonb(OLD) - '{reason,state_before,state_after,request_id,client_address}'::text[])
    OR (NEW.state_before - 'leadId') IS DISTINCT FROM (OLD.state_before - 'leadId')
    OR (NEW.state_after - 'leadId') IS DISTINCT FROM (OLD.state_after - 'leadId')
  THEN RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$`;
