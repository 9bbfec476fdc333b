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

// everything but the ids of leads and the reason stays, and only while the lead is in the queue
const GUARD = `CREATE FUNCTION models.refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM models.pseudonym WHERE old_id IN (OLD.state_before->>'leadId',
      OLD.state_after->>'leadId', OLD.state_before->>'mergedInto', OLD.state_after->>'mergedInto'))
    OR (to_jsonb(NEW) - '{reason,state_before,state_after}'::text[])
      <> (to_jsonb(OLD) - '{reason,state_before,state_after}'::text[])
    OR (NEW.state_before - '{leadId,mergedInto}'::text[]) IS DISTINCT FROM (OLD.state_before - '{leadId,mergedInto}'::text[])
    OR (NEW.state_after - '{leadId,mergedInto}'::text[]) IS DISTINCT FROM (OLD.state_after - '{leadId,mergedInto}'::text[])
  THEN RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$`;
