import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Database } from './database.ts';

/** Forward migrations by name; names sort in the order they run. */
export type Migrations = Readonly<Record<string, Pick<Migration, 'up'>>>;

/**
 * Brings one subgraph's schema up to date. Safe to call from several processes at once: an advisory lock orders them.
 *
 * @param schema the PostgreSQL schema the subgraph owns; also holds its migration table
 * @throws whatever a migration throws; PostgreSQL rolls its transaction back, so nothing is half done
 */
export async function migrate(database: Database, schema: string, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({
    db: database.tables<unknown>('long') as Kysely<unknown>,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
