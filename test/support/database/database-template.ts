import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { OUTBOX_MIGRATIONS as OUTBOX } from '../../../platform/outbox/outbox-migrations.ts';
import { MIGRATIONS as LEADS } from '../../../subgraphs/leads/migrations/index.ts';
import { MIGRATIONS as MODELS } from '../../../subgraphs/models/migrations/index.ts';
import { MIGRATIONS as MONITORING } from '../../../subgraphs/monitoring/migrations/index.ts';
import { SCORES_MIGRATIONS as SCORES } from '../../../subgraphs/scores/migrations/index.ts';

const MIGRATIONS = { outbox: OUTBOX, leads: LEADS, models: MODELS, scores: SCORES, monitoring: MONITORING };

/** A schema whose tables a test can have from the start. */
export type SchemaName = keyof typeof MIGRATIONS;

/** Every schema of the platform. */
export const ALL_SCHEMAS = Object.keys(MIGRATIONS) as readonly SchemaName[];

/** Environment variable that names the folder of templates which the processes of one run share. */
export const TEMPLATES_VARIABLE = 'TEST_DATABASE_TEMPLATES';

let ownFolder: string | undefined;

/**
 * Copies the template of an embedded database into a data directory, in a twentieth of the time that migrations take.
 *
 * The first caller makes the template, in the folder named by {@link TEMPLATES_VARIABLE}, else in one of this process.
 *
 * @param dataDir must exist and be empty
 * @param schemas whose tables it has; with none it is an empty database
 */
export async function copyTemplate(dataDir: string, schemas: readonly SchemaName[]): Promise<void> {
  const template = join(process.env[TEMPLATES_VARIABLE] ?? makeOwnFolder(), templateName(schemas));
  if (!existsSync(template)) await makeTemplate(template, schemas);
  cpSync(template, dataDir, { recursive: true });
}

/** Name of the template with these schemas. */
export function templateName(schemas: readonly SchemaName[]): string {
  return ['template', ...schemas].join('_');
}

/** Migrates schemas, in the order given. */
export async function migrateSchemas(database: Database, schemas: readonly SchemaName[]): Promise<void> {
  for (const schema of schemas) await migrate(database, schema, MIGRATIONS[schema]);
}

/** Makes a template beside its place and moves it there: another process may make the same one meanwhile. */
async function makeTemplate(template: string, schemas: readonly SchemaName[]): Promise<void> {
  const draft = mkdtempSync(`${template}-draft-`);
  const database = await openDatabase({ dataDir: draft });
  await migrateSchemas(database, schemas);
  await database.close();
  try {
    renameSync(draft, template);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    rmSync(draft, { recursive: true });
  }
}

function makeOwnFolder(): string {
  if (ownFolder) return ownFolder;
  const folder = mkdtempSync(join(tmpdir(), 'lead-scoring-templates-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  ownFolder = folder;
  return folder;
}
