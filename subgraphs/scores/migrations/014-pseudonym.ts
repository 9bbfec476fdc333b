import type { Kysely } from 'kysely';
import { createPseudonymQueue } from '../../../platform/pseudonyms/pseudonym-queue.ts';

/** Ids of erased leads that are to be replaced. */
export async function up(db: Kysely<never>): Promise<void> {
  await createPseudonymQueue(db, 'scores');
}
