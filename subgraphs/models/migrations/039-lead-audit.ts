import { type Kysely, sql } from 'kysely';

/** View of the audit events about leads, and the ids of merges among those that an erasure replaces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(GUARD).execute(db);
  await sql`CREATE VIEW models.lead_audit_log AS
    SELECT id, at, actor, action, reason, state_before, state_after,
      COALESCE(state_before->>'leadId', state_after->>'leadId') AS lead_id
    FROM models.audit_event WHERE state_before ? 'leadId' OR state_after ? 'leadId'`.execute(db);
}

// everything but the ids of leads and the reason stays, and only while a lead of the event is in the queue
const GUARD = `CREATE OR REPLACE FUNCTION models.refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM models.pseudonym WHERE old_id IN (OLD.state_before->>'leadId', OLD.state_after->>'leadId',
      OLD.state_before->>'mergedInto', OLD.state_after->>'mergedInto'))
    OR (to_jsonb(NEW) - '{reason,state_before,state_after}'::text[])
      <> (to_jsonb(OLD) - '{reason,state_before,state_after}'::text[])
    OR (NEW.state_before - '{leadId,mergedInto}'::text[]) IS DISTINCT FROM
      (OLD.state_before - '{leadId,mergedInto}'::text[])
    OR (NEW.state_after - '{leadId,mergedInto}'::text[]) IS DISTINCT FROM
      (OLD.state_after - '{leadId,mergedInto}'::text[])
  THEN RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$`;
