import { type QueryExecutorProvider, sql } from 'kysely';
import type { Expectation } from '../../../../lake/expectations/expectation.ts';
import { LAKE_EXPECTATIONS } from '../../../../lake/expectations/lake-expectations.ts';
import { LAKE_LAYERS, type LakeTablePath } from '../../../../lake/expectations/lake-tables.ts';
import { checkReason } from '../../../../platform/check-reason.ts';
import { DomainError } from '../../../../platform/errors.ts';

/** Request to learn the bounds of an expectation anew. */
export interface RelearnRequest {
  readonly table: string;
  readonly name: string;
  /** without blanks around it */
  readonly reason: string;
  readonly actor: string;
  /** now, epoch milliseconds */
  readonly at: number;
}

/**
 * Forgets the earlier results of an expectation: its next check is the first that it learns from. The request is kept with its
 * author and reason.
 *
 * @throws {DomainError} VALIDATION_FAILED; LAKE_EXPECTATION_NOT_FOUND; LAKE_EXPECTATION_FIXED when the expectation depends on
 *   no earlier result, so that only the data can be mended
 */
export async function relearnExpectation(
  db: QueryExecutorProvider,
  { table, name, reason, actor, at }: RelearnRequest,
): Promise<Expectation> {
  checkReason(reason);
  const expectation = findExpectation(table, name);
  if (!expectation)
    throw new DomainError(
      'LAKE_EXPECTATION_NOT_FOUND',
      `found ${table}: ${name}, expected the name of a table and one of its expectations, as lakeTables lists them`,
      { table, name },
    );
  if (expectation.threshold.kind === 'FIXED' && expectation.measure.kind !== 'ROW_GROWTH')
    throw new DomainError('LAKE_EXPECTATION_FIXED', `${table}: ${name}: found fixed bounds, expected learnt ones`, {
      table,
      name,
    });
  // a shrunken table is accepted as it is
  if (expectation.measure.kind === 'ROW_GROWTH')
    await sql`UPDATE leads.lake_table SET passed_rows = NULL WHERE path = ${table}`.execute(db);
  await sql`INSERT INTO leads.lake_expectation_baseline (path, expectation, sequence, changed_at, changed_by, reason)
    SELECT ${table}, ${name}, COALESCE(max(sequence), 0), ${at}::bigint, ${actor}, ${reason}
    FROM leads.lake_expectation_result`.execute(db);
  return expectation;
}

function findExpectation(table: string, name: string): Expectation | undefined {
  return LAKE_LAYERS.flatMap((layer) => LAKE_EXPECTATIONS[layer][table as LakeTablePath] ?? []).find(
    (each) => each.name === name,
  );
}
