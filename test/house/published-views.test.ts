import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { SUBGRAPH_NAMES } from '../../platform/subgraph/subgraph.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { productFiles, root } from '../support/house/product-files.ts';

const NAME = `(?:${SUBGRAPH_NAMES.join('|')})\\.[a-z_]+`;
/** A relation in SQL, after the keyword that it follows; or quoted as a whole, as in lists of views to wait for. */
const RELATION = new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE)\\s+\\(?(${NAME})\\b|'(${NAME})'`, 'g');
/** Quoted names that are topics of notifications and messages. */
const TOPIC = /^(?:models\.audit|models\.rollout_event|scores\.version_withdrawal)$/;

/** Views that a subgraph publishes: the keys of its `PublishedViews`. */
function publishedBy(subgraph: string): readonly string[] {
  const file = join(root, 'subgraphs', subgraph, 'published.ts');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^ {2}readonly '([a-z]+\.[a-z_]+)'/gm)].map(([, name = '']) => name);
}

/** Relations of other subgraphs that the SQL of a subgraph names, each with its file. */
function foreignRelations(): readonly { readonly name: string; readonly file: string }[] {
  return productFiles().flatMap((file) => {
    const [floor, owner] = file.split(sep);
    if (floor !== 'subgraphs' || !SUBGRAPH_NAMES.some((name) => name === owner)) return [];
    const names = [...readFileSync(join(root, file), 'utf8').matchAll(RELATION)].map(
      ([, sqlName, text]) => sqlName ?? text,
    );
    return names.flatMap((name = '') => (name.startsWith(`${owner}.`) || TOPIC.test(name) ? [] : [{ name, file }]));
  });
}

const published = SUBGRAPH_NAMES.flatMap(publishedBy);

test('SQL names only published views of other subgraphs', () => {
  const foreign = foreignRelations();
  assert.ok(foreign.length > 20, `found ${foreign.length} names`);
  assert.deepEqual(
    foreign.filter(({ name }) => !published.includes(name)),
    [],
  );
});

onEachDatabase((kind, open) => {
  describe(`published views on ${kind}`, () => {
    let site: TestDatabase;
    let outbox: Outbox;
    let subgraphs: Subgraphs;
    before(async () => {
      site = await open();
      const log = createLogger('silent');
      outbox = await Outbox.open(site.database, log);
      subgraphs = await createSubgraphs({
        database: site.database,
        outbox,
        log,
        clock: Date.now,
        artifactLimitBytes: 1_048_576,
        inferenceWorkers: 0,
      });
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await site.close();
    });

    test('are views of the database, never tables', async () => {
      const { rows } = await sql<{ name: string }>`
        SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'v'`.execute(site.database.tables<never>());
      const views = new Set(rows.map(({ name }) => name));
      assert.deepEqual(
        published.filter((name) => !views.has(name)),
        [],
      );
    });
  });
});
