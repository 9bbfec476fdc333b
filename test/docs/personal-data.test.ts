import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { LAKE_TABLES } from '../../lake/expectations/lake-tables.ts';
import { TABLES_OF_LEADS } from '../../lake/removal/remove-rows.ts';
import { projectFile } from '../../platform/process/program.ts';
import { PERSONAL_TABLES } from '../../subgraphs/leads/erasure/personal-tables.ts';
import { LEAD_COLUMNS_OF_SCORES } from '../../subgraphs/scores/erasure/replace-lead-ids.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

const PAGE = projectFile('docs/concepts/personal-data.md');
const OWN_MIGRATIONS = /\.kysely_migration(_lock)?$/;
/** Columns with ids of leads, which erasures replace or delete elsewhere than by these lists, or which they are for. */
const OTHERWISE = [
  ...['leads.erased_key.lead_id', 'leads.erased_lead.lead_id', 'leads.erasure.lead_id'],
  ...['leads.lake_removal.lead_id', 'leads.lake_removal.new_lead_id'],
];

onEachDatabase((kind, open) => {
  if (kind !== 'pglite') return;
  describe('the inventory of personal data', () => {
    let opened: TestDatabase;
    let named: readonly string[];
    let page: string;
    before(async () => {
      opened = await open(...ALL_SCHEMAS);
      page = await readFile(PAGE, 'utf8');
      named = [...page.matchAll(/`((?:leads|scores|models|monitoring|outbox)\.[a-z_]+)`/g)].map(
        ([, name = '']) => name,
      );
    });
    after(() => opened.close());

    it('every table is on the page exactly once, and every table of the page exists', async () => {
      const { rows } = await sql<{ name: string }>`SELECT table_schema || '.' || table_name AS name
        FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = ANY(${ALL_SCHEMAS}::text[])`.execute(
        opened.database.tables<never>(),
      );
      const tables = rows.map(({ name }) => name).filter((name) => !OWN_MIGRATIONS.test(name));
      const inventory = page.slice(page.indexOf('## What is held'));
      assert.deepEqual(
        tables.filter((name) => !named.includes(name)),
        [],
        'tables that the page lacks',
      );
      assert.deepEqual(
        [...new Set(named)].filter((name) => !tables.includes(name)),
        [],
        'tables that do not exist',
      );
      for (const name of tables) assert.equal(inventory.split(`\`${name}\``).length, 2, `${name} in the inventory`);
    });

    it('every column with ids of leads is replaced or deleted by an erasure', async () => {
      const { rows } = await sql<{
        name: string;
      }>`SELECT table_schema || '.' || table_name || '.' || column_name AS name
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_type = 'BASE TABLE' AND table_schema = ANY(${ALL_SCHEMAS}::text[])
          AND column_name ~ '(^|_)(lead_id|survivor_id)$'`.execute(opened.database.tables<never>());
      const covered = new Set([
        ...PERSONAL_TABLES.flatMap(({ name, ids }) => ids.map((id) => `leads.${name}.${id}`)),
        ...Object.entries(LEAD_COLUMNS_OF_SCORES).flatMap(([table, ids]) => ids.map((id) => `${table}.${id}`)),
        ...OTHERWISE,
      ]);
      assert.deepEqual(
        rows.map(({ name }) => name).filter((name) => !covered.has(name)),
        [],
      );
    });

    it('every table of the lake is on the page, and rewritten by an erasure', () => {
      const tables = Object.values(LAKE_TABLES).flat();
      assert.deepEqual([...TABLES_OF_LEADS].sort(), [...tables].sort());
      for (const path of tables) assert.ok(page.includes(`\`${path}\``), path);
    });
  });
});
