import { acceptRemovals, acceptSchema, requestCompare } from '../inbound/sync-requests.ts';
import { checkCrm } from './check-crm.ts';
import type { Command } from './command.ts';
import { printStatus } from './print-status.ts';
import { runSync } from './run-sync.ts';
import { tryCrm } from './try-crm.ts';

/** Commands of `npm run crm`, by name. */
export const COMMANDS = {
  check: checkCrm,
  'dry-run': tryCrm,
  backfill: (deps) => runSync(deps, 0),
  compare: async (deps) => {
    const now = deps.clock();
    await requestCompare(deps.database.tables<unknown>(), null, now);
    return runSync(deps, now);
  },
  accept: async ({ database, clock, print }) => {
    const db = database.tables<unknown>();
    const schemas = await acceptSchema(db, null, clock());
    const removals = await acceptRemovals(db, null, clock());
    for (const entity of schemas) print(`${entity}: changed columns accepted`);
    for (const entity of removals) print(`${entity}: removals accepted; the next comparison does them`);
    if (schemas.length + removals.length === 0) print('nothing waits to be accepted');
    return true;
  },
  status: printStatus,
} as const satisfies Record<string, Command>;

/** Name of a command. */
export type CommandName = keyof typeof COMMANDS;
