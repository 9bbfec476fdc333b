import { type Kysely, sql } from 'kysely';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type ErasedPart, LEADS_ERASED } from '../../../scoring/lead-erasure.ts';
import { eraseDeadLetters } from './store/erase-messages.ts';
import { completePart } from './store/erasure-store.ts';

/** Records the parts of erasures that other subgraphs complete, until it is closed. */
export function completeParts(outbox: Outbox, clock: () => number): { close(): Promise<void> } {
  return outbox.consume(LEADS_ERASED, async (trx, payloads) => {
    for (const { erasure, part, leads } of payloads as readonly ErasedPart[]) {
      await completePart(trx, erasure, part, clock());
      await eraseDeadLetters(trx, leads);
      // batch jobs may have written to the lake since it was rewritten
      if (part === 'SCORES')
        await sql`UPDATE leads.lake_removal SET rewritten_at = NULL WHERE erasure = ${erasure}`.execute(
          trx as Kysely<unknown>,
        );
    }
  });
}
