import { type QueryExecutorProvider, sql } from 'kysely';
import type { Expectation } from '../../../../lake/expectations/expectation.ts';
import { LAKE_EXPECTATIONS } from '../../../../lake/expectations/lake-expectations.ts';
import { LAKE_LAYERS, type LakeTablePath } from '../../../../lake/expectations/lake-tables.ts';
import { checkReason } from '../../../../platform/check-reason.ts';
import { DomainError } from '../../../../platform/errors.ts';

/** Request to accept the present figure of an expectation. */
export interface AcceptRequest {
  readonly table: string;
  readonly name: string;
  /** without blanks around it */
  readonly reason: string;
  readonly actor: string;
  /** now, epoch milliseconds */
  readonly at: number;
}

/**
 * Accepts the latest figure of an expectation: learnt bounds are learnt anew from the next check on, fixed ones widened to the
 * figure, and the growth of a table counted from its present rows. The request is kept with its author and reason.
 *
 * @throws {DomainError} VALIDATION_FAILED, LAKE_EXPECTATION_NOT_FOUND
 */
export async function acceptExpectation(
  db: QueryExecutorProvider,
  { table, name, reason, actor, at }: AcceptRequest,
): Promise<Expectation> {
  checkReason(reason);
  const expectation = findExpectation(table, name);
  if (!expectation)
    throw new DomainError(
      'LAKE_EXPECTATION_NOT_FOUND',
      `found ${table}: ${name}, expected the name of a table and one of its expectations, as lakeTables lists them`,
      { table, name },
    );
  const isGrowth = expectation.measure.kind === 'ROW_GROWTH';
  await sql`WITH latest AS (SELECT found FROM leads.lake_expectation_result
        WHERE path = ${table} AND expectation = ${name} ORDER BY sequence DESC LIMIT 1),
      counted AS (UPDATE leads.lake_table SET passed_rows = NULL WHERE path = ${table} AND ${isGrowth}::boolean)
    INSERT INTO leads.lake_expectation_baseline (path, expectation, sequence, accepted, changed_at, changed_by, reason)
    SELECT ${table}, ${name}, COALESCE((SELECT max(sequence) FROM leads.lake_expectation_result), 0),
      CASE WHEN NOT ${isGrowth}::boolean THEN (SELECT found FROM latest) END, ${at}::bigint, ${actor}, ${reason}`.execute(
    db,
  );
  return expectation;
}

function findExpectation(table: string, name: string): Expectation | undefined {
  return LAKE_LAYERS.flatMap((layer) => LAKE_EXPECTATIONS[layer][table as LakeTablePath] ?? []).find(
    (each) => each.name === name,
  );
}
