import { type Kysely, sql } from 'kysely';
import type { AlertRule } from '../rules/alert-rule.ts';

/** Rule in force, with the author of its last revision. */
export interface AlertRuleRow {
  readonly name: string;
  /** 1 for the first, growing with each change */
  readonly revision: number;
  readonly rule: AlertRule;
  readonly changed_at: number;
  readonly changed_by: string;
  readonly reason: string;
}

const CURRENT = sql`SELECT DISTINCT ON (name) * FROM monitoring.alert_rule ORDER BY name, revision DESC`;

/** Stores the rules whose names are not stored yet. Another process may do the same at the same time. */
export async function addMissingRules(db: Kysely<never>, rules: readonly AlertRule[], at: number): Promise<void> {
  await sql`INSERT INTO monitoring.alert_rule (name, revision, rule, changed_at, changed_by, reason)
    SELECT rule->>'name', 1, rule, ${at}::bigint, 'system', 'a rule of the first start'
    FROM jsonb_array_elements(${JSON.stringify(rules)}::jsonb) AS given (rule)
    ON CONFLICT (name, revision) DO NOTHING`.execute(db);
}

/** Lists the rules in force, by name. */
export async function listRules(db: Kysely<never>): Promise<AlertRuleRow[]> {
  const { rows } = await sql<AlertRuleRow>`${CURRENT}`.execute(db);
  return rows;
}

/** Finds the rule in force with a name. */
export async function findRule(db: Kysely<never>, name: string): Promise<AlertRuleRow | undefined> {
  const { rows } = await sql<AlertRuleRow>`SELECT * FROM monitoring.alert_rule WHERE name = ${name}
    ORDER BY revision DESC LIMIT 1`.execute(db);
  return rows[0];
}

/** Puts a rule in force. Earlier revisions stay, as an audit log. */
export async function putRule(
  db: Kysely<never>,
  rule: AlertRule,
  { at, by, reason }: { readonly at: number; readonly by: string; readonly reason: string },
): Promise<AlertRuleRow> {
  return db.transaction().execute(async (trx) => {
    // serialises changes of one rule
    await sql`SELECT pg_advisory_xact_lock(hashtext('alert_rule'), hashtext(${rule.name}))`.execute(trx);
    const { rows } = await sql<AlertRuleRow>`
      INSERT INTO monitoring.alert_rule (name, revision, rule, changed_at, changed_by, reason)
      SELECT ${rule.name}, coalesce(max(revision), 0) + 1, ${JSON.stringify(rule)}::jsonb, ${at}::bigint, ${by}, ${reason}
      FROM monitoring.alert_rule WHERE name = ${rule.name} RETURNING *`.execute(trx);
    return rows[0] as AlertRuleRow;
  });
}
