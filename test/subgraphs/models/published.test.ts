import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { migrate } from '../../../platform/database/migrate.ts';
import { MIGRATIONS } from '../../../subgraphs/models/migrations/index.ts';
import { PUBLISHED_VIEWS } from '../../../subgraphs/models/published.ts';
import { onEachDatabase } from '../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  test(`Published names of models are the views of its schema, on ${kind}`, async () => {
    const { database, close } = await open();
    await migrate(database, 'models', MIGRATIONS);
    const { rows } = await sql<{ name: string }>`
      SELECT schemaname || '.' || viewname AS name FROM pg_views WHERE schemaname = 'models' ORDER BY name`.execute(
      database.tables<never>(),
    );
    await close();
    assert.deepEqual(
      rows.map(({ name }) => name),
      PUBLISHED_VIEWS.toSorted(),
    );
  });
});
