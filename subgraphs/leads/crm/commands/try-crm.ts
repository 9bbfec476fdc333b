import { showProgress } from '../../../../platform/process/progress-bar.ts';
import { CrmEntityKind } from '../inbound/crm-entity.ts';
import { dryRun } from '../inbound/dry-run.ts';
import type { Command } from './command.ts';

const SHOWN_FAULTS = 20;

/** Runs a dry run of a backfill, and prints its counts. */
export const tryCrm: Command = async ({ database, entities, settings, clock, mostRows, print }) => {
  const db = database.tables<unknown>('long');
  const written = entities.filter(({ referring }) => !referring);
  const leads = written.find(({ kind }) => kind === CrmEntityKind.LEADS);
  for (const entity of written) {
    const onProgress = (done: number, total: number) => {
      if (process.stdout.isTTY) showProgress(entity.name, done, total);
    };
    const { rows, written, skipped, refusals } = await dryRun({
      ...{ db, entity, mostRows, batchRows: settings.batchRows, now: clock(), onProgress },
      leads: entity === leads ? undefined : leads,
    });
    print(
      `${entity.name} (${entity.table}): ${rows} rows read, ${written} new or changed, ${refusals.length} to park, ${skipped} of erased persons`,
    );
    for (const { key, code, message } of refusals.slice(0, SHOWN_FAULTS)) print(`  ${key}: ${code}: ${message}`);
    if (refusals.length > SHOWN_FAULTS) print(`  … and ${refusals.length - SHOWN_FAULTS} more`);
  }
  return true;
};
