import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { DomainError } from '../../../platform/errors.ts';
import { runProgram } from '../../../platform/process/run-program.ts';
import { AUDIT_FORMATS, type AuditFormat } from '../../../scoring/audit-text.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { AuditFilter } from './audit-store.ts';
import { exportAuditEvents } from './export-events.ts';

const USAGE =
  'npm run -s audit:export -- [--format csv|jsonl] [--model NAME] [--actor WHO] [--from TIME] [--until TIME]';

/** Writes the audit log of the configured database to the standard output. Exit code 1 when it fails, else 0. */
await runProgram(run);

async function run(): Promise<void> {
  const { format, filter } = readArguments();
  const database = await openDatabase(readConfig());
  try {
    await migrate(database, 'models', MIGRATIONS);
    for await (const piece of exportAuditEvents(database.tables<never>('long'), filter, format))
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  } finally {
    await database.close();
  }
}

function readArguments(): { readonly format: AuditFormat; readonly filter: AuditFilter } {
  const { format = 'csv', model, actor, from, until } = parse();
  if (!isFormat(format)) throw new DomainError('VALIDATION_FAILED', `--format: found ${format}, expected ${USAGE}`);
  return { format, filter: { model, actor, from: readTime('--from', from), until: readTime('--until', until) } };
}

function parse() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { format: text, model: text, actor: text, from: text, until: text } }).values;
  } catch (error) {
    throw new DomainError('VALIDATION_FAILED', `${(error as Error).message}; expected ${USAGE}`);
  }
}

function isFormat(format: string): format is AuditFormat {
  return (AUDIT_FORMATS as readonly string[]).includes(format);
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new DomainError('VALIDATION_FAILED', `${name}: found ${text}, expected an ISO 8601 time`);
  return time;
}
