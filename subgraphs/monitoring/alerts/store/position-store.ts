import { type Kysely, sql } from 'kysely';
import type { StreamPosition } from '../../../../platform/streams/stream-position.ts';

/** Finds the position up to which a stream of another subgraph was read. */
export async function findPosition(db: Kysely<never>, stream: string): Promise<StreamPosition | undefined> {
  const { rows } = await sql<StreamPosition>`SELECT transaction_id AS "transactionId", sequence
    FROM monitoring.alert_followed WHERE stream = ${stream}`.execute(db);
  return rows[0];
}

/** Moves a position forward; false when it is there already, or further. Others that move it wait for the transaction. */
export async function movePosition(
  db: Kysely<never>,
  stream: string,
  { transactionId, sequence }: StreamPosition,
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO monitoring.alert_followed AS f (stream, transaction_id, sequence)
    VALUES (${stream}, ${transactionId}, ${sequence})
    ON CONFLICT (stream) DO UPDATE SET transaction_id = excluded.transaction_id, sequence = excluded.sequence
      WHERE (f.transaction_id, f.sequence) < (excluded.transaction_id, excluded.sequence)
    RETURNING 1`.execute(db);
  return rows.length > 0;
}
