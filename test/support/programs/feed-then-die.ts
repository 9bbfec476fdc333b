import { randomUUID } from 'node:crypto';
import { openLake } from '../../../lake/open-lake.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { insertInteractions } from '../../../subgraphs/leads/interactions/interaction-store.ts';
import { openFactStream } from '../../../subgraphs/leads/lake/fact-stream.ts';
import { feedBronze } from '../../../subgraphs/leads/lake/feed-bronze.ts';
import { insertLeads } from '../../../subgraphs/leads/leads/lead-store.ts';
import { insertOutcomes } from '../../../subgraphs/leads/outcomes/outcome-store.ts';
import { interactionRow, leadRow } from '../data/lead-rows.ts';

/** A process that changes leads and feeds them to the lake of the environment, both without a pause, until it is killed. */
const LEADS = 20;
const PAUSE_MS = 15;
const config = readConfig();
if (!config.lake) throw new TypeError('expected a lake');
const database = await openDatabase(config);
const epoch = await openFactStream(database.tables<never>());
const lake = await openLake(config.lake);
const life = randomUUID();

void write();
for (;;) {
  await feedBronze({
    lake,
    database,
    epoch,
    clock: Date.now,
    signal: new AbortController().signal,
    // so that it dies between two commits, too
    mostEvents: 40,
  });
  process.send?.('fed');
}

async function write(): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const now = Date.now();
    const ids = [`lead-${turn % LEADS}`, `${life}-${turn}`];
    await database
      .tables<unknown>()
      .transaction()
      .execute(async (trx) => {
        await insertLeads(
          trx,
          ids.map((id) => leadRow({ id, created_at: now, owner: `${life} ${turn}` })),
          { now },
        );
        const visits = ids.map((id) => interactionRow({ id: `${life}-${turn}`, lead_id: id, occurred_at: now }));
        await insertInteractions(trx, visits, 'API');
        const lost = { lead_id: `${life}-${turn}`, result: 'LOST', occurred_at: now, recorded_at: now } as const;
        if (turn % 2 === 0) await insertOutcomes(trx, [{ ...lost, revenue: null, reason: `"${turn}"\n` }], 'API');
      });
    // the embedded database would serve nobody else
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
