import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../../../../platform/database/database.ts';
import { type CrmLeads, checkCrmMapping } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import type { CrmDatabase } from '../../../../../subgraphs/leads/crm/source/crm-database.ts';
import { type CrmPosition, CrmReader, type CrmRow } from '../../../../../subgraphs/leads/crm/source/crm-reader.ts';
import { OwnCrmDatabase } from '../../../../../subgraphs/leads/crm/source/own-crm-database.ts';
import { PgCrmDatabase } from '../../../../../subgraphs/leads/crm/source/pg-crm-database.ts';
import {
  createServerDatabase,
  type OpenTestDatabase,
  onEachDatabase,
  openEmbedded,
} from '../../../../support/database/databases.ts';

/** A CRM to read, and a way to change it. */
interface World {
  readonly crm: CrmDatabase;
  run(statements: string): Promise<void>;
  close(): Promise<void>;
}

const TABLES = `CREATE SCHEMA "Sales ""CRM""";
  CREATE TABLE "Sales ""CRM"""."قسم" (id int PRIMARY KEY, name jsonb, changed timestamptz);
  CREATE TABLE "Sales ""CRM"""."Lead.s" (
    "Id" bigint PRIMARY KEY, "changed at" timestamptz, made timestamp, "E-Mail" text, dept int, kind text DEFAULT 'lead',
    amount numeric(12,2), active boolean, tags text[], gone text);
  INSERT INTO "Sales ""CRM"""."قسم" VALUES (1, '{"en_US": "North", "o''x": "quoted"}', '2026-01-01Z'), (2, NULL, '2026-01-01Z')`;
const TABLE = '"Sales ""CRM"""."Lead.s"';

function leads(change: object = {}): CrmLeads {
  return checkCrmMapping({
    leads: {
      table: TABLE,
      key: 'Id',
      watermark: 'changed at',
      filter: [{ column: 'kind', values: ['lead', "o'pp\\"] }],
      joins: [{ name: 'dept', table: '"Sales ""CRM""".قسم', key: 'id', from: 'dept', watermark: 'changed' }],
      lead: {
        createdAt: { column: 'made' },
        email: { column: 'E-Mail' },
        owner: { column: 'dept.name->>en_US' },
        campaign: { column: "dept.name->>o'x" },
        industry: { column: 'tags' },
        source: { column: 'active' },
        companySize: { column: 'amount' },
      },
      ...change,
    },
  }).leads;
}

onEachDatabase((kind, _open: OpenTestDatabase) => {
  describe(`Reader of a CRM on ${kind}`, () => {
    let world: World;
    before(async () => {
      world = await openWorld(kind);
      await world.run(TABLES);
    });
    after(() => world.close());

    const insert = (rows: string) =>
      world.run(`TRUNCATE ${TABLE}; INSERT INTO ${TABLE} ("Id", "changed at", made, "E-Mail", dept, kind, amount, active, tags)
        VALUES ${rows}`);

    test('cells are texts in UTC and ISO 8601, of joined rows and members of JSON too, and absent where null', async () => {
      await insert(`(9007199254740993, '2026-01-05 12:00:00.123456+04', '2026-01-05 10:00', E'a\\u200f@b', 1, 'lead', 12.50, true, '{a,"b c"}'),
        (2, '2026-01-05 12:00:00Z', 'infinity', NULL, NULL, E'o''pp\\\\', 'NaN', NULL, NULL), (3, '2026-01-05Z', NULL, NULL, NULL, 'other', NULL, NULL, NULL)`);
      const rows = await new CrmReader(world.crm, leads()).page(undefined, 10);
      assert.deepEqual(
        rows.map(({ key, watermark, cells }) => [key, watermark, Object.fromEntries(cells)]),
        [
          [
            '9007199254740993',
            '2026-01-05 08:00:00.123456+00',
            {
              ...{ Id: '9007199254740993', 'changed at': '2026-01-05 08:00:00.123456+00', made: '2026-01-05 10:00:00' },
              ...{ 'E-Mail': 'a\u200f@b', dept: '1', kind: 'lead', amount: '12.50', active: 'true', tags: '{a,"b c"}' },
              ...{ 'dept.name->>en_US': 'North', "dept.name->>o'x": 'quoted' },
            },
          ],
          [
            '2',
            '2026-01-05 12:00:00+00',
            { Id: '2', 'changed at': '2026-01-05 12:00:00+00', made: 'infinity', kind: "o'pp\\", amount: 'NaN' },
          ],
        ],
      );
    });

    test('pages of any size give every row once in the order of watermark and key, also where many have one time', async () => {
      await world.run(`TRUNCATE ${TABLE}; INSERT INTO ${TABLE} ("Id", "changed at")
        SELECT n, timestamptz '2026-01-01Z' + (n * 7 % 5) * interval '1 microsecond' FROM generate_series(1, 60) n`);
      for (const size of [1, 7, 60, 100]) {
        const reader = new CrmReader(world.crm, leads());
        const rows = await readAll((after) => reader.page(after, size));
        assert.equal(new Set(rows.map(({ key }) => key)).size, 60);
        const order = rows.map(({ key, watermark }) => `${watermark?.padEnd(30, '0')} ${key.padStart(3)}`);
        assert.deepEqual(order, order.toSorted());
        assert.deepEqual(await reader.newest(), { watermark: rows.at(-1)?.watermark, key: rows.at(-1)?.key });
      }
      const reader = new CrmReader(world.crm, leads());
      assert.equal((await reader.estimate()).rows, 60);
      assert.equal((await reader.pageByKey('30', 100)).length, 30);
      assert.deepEqual(await reader.presentKeys(['9', '10', '999']), new Set(['9', '10']));
      assert.deepEqual(
        (await reader.byKeys(['9', '10', '999'])).map(({ key }) => key),
        ['9', '10'],
      );
    });

    test('times without a zone and dates are ordered in the zone of the mapping, numbers by their value', async () => {
      await world.run(`DROP TABLE IF EXISTS "Sales ""CRM""".local; CREATE TABLE "Sales ""CRM""".local
        (id text PRIMARY KEY, at timestamp, day date, version numeric, made timestamptz DEFAULT now());
        INSERT INTO "Sales ""CRM""".local VALUES ('b', '2026-01-05 10:00', '2026-01-05', 9), ('a', '2026-01-05 09:59', '2026-01-06', 10),
          ('c', 'infinity', 'infinity', 'NaN'), ('d', '9999-12-31', '9999-12-31', NULL), ('B', '0044-03-15 BC', '0044-03-15 BC', 2)`);
      const orders = { at: 'B a b', day: 'B b a', version: 'B b a' };
      for (const [watermark, expected] of Object.entries(orders)) {
        const entity = { ...leads(), table: '"Sales ""CRM""".local', key: 'id', watermark, utcOffset: '+04:00' };
        const reader = new CrmReader(world.crm, {
          ...entity,
          joins: [],
          filter: [],
          lead: { createdAt: { column: 'made' } },
        } as never);
        const rows = await readAll((after) => reader.page(after, 1));
        assert.equal(rows.map(({ key }) => key).join(' '), expected);
        if (watermark === 'at') assert.equal(rows.at(-1)?.watermark, '2026-01-05 06:00:00+00');
        const unordered = await reader.withoutWatermark(undefined, 10);
        assert.deepEqual(unordered.map(({ key }) => key).sort(), ['c', 'd']);
      }
    });

    test('the overlap gives rows of the last seconds whose version is not known, and no other', async () => {
      await insert(`(1, now() - interval '40 seconds', now(), 'x', NULL, 'lead', 1, NULL, NULL), (2, now() - interval '20 seconds', now(), 'x', NULL, 'lead', 1, NULL, NULL),
        (3, now() - interval '10 seconds', now(), 'x', NULL, 'lead', 1, NULL, NULL), (4, NULL, now(), 'x', NULL, 'lead', 1, NULL, NULL)`);
      const reader = new CrmReader(world.crm, leads());
      const first = await reader.recent(30, new Map(), 10);
      assert.deepEqual(
        first.map(({ key }) => key),
        ['2', '3'],
      );
      const known = new Map(first.map(({ key, version }) => [key, version]));
      assert.deepEqual(await reader.recent(30, known, 10), []);
      // written again with the same time, as by two changes of one transaction
      await world.run(`UPDATE ${TABLE} SET amount = 2 WHERE "Id" = 2`);
      assert.deepEqual(
        (await reader.recent(30, known, 10)).map(({ key }) => key),
        ['2'],
      );
    });

    test('a view and a table without a unique key are read too: versions follow the cells, keys that occur twice are marked', async () => {
      await world.run(`DROP VIEW IF EXISTS "Sales ""CRM""".v; CREATE VIEW "Sales ""CRM""".v AS
        SELECT 'k' || (("Id" + 1) / 2)::text AS "Id", "changed at", made, "E-Mail", dept, kind, amount, active, tags FROM ${TABLE}`);
      await insert(
        `(1, '2026-01-01Z', now(), 'x', 1, 'lead', 1, NULL, NULL), (2, '2026-01-02Z', now(), 'y', 1, 'lead', 1, NULL, NULL), (3, '2026-01-03Z', now(), 'z', 1, 'lead', 1, NULL, NULL)`,
      );
      const reader = new CrmReader(world.crm, leads({ table: '"Sales ""CRM""".v' }));
      const rows = await readAll((after) => reader.page(after, 1));
      assert.deepEqual(
        rows.map(({ key, isDuplicate }) => [key, isDuplicate]),
        [
          ['k1', true],
          ['k1', true],
          ['k2', undefined],
        ],
      );
      await world.run(`UPDATE ${TABLE} SET "E-Mail" = 'new' WHERE "Id" = 3`);
      const [changed] = await reader.byKeys(['k2']);
      assert.notEqual(changed?.version, rows[2]?.version);
    });

    test('rows that refer to changed joined rows are found page by page', async () => {
      await world.run(
        `TRUNCATE ${TABLE}; INSERT INTO ${TABLE} ("Id", "changed at", dept) SELECT n, now(), 1 + n % 2 FROM generate_series(1, 9) n`,
      );
      const reader = new CrmReader(world.crm, leads());
      const first = await reader.referring('dept', ['1'], undefined, 3);
      const rest = await reader.referring('dept', ['1'], first.at(-1)?.key, 3);
      assert.deepEqual(
        [...first, ...rest].map(({ key }) => key),
        ['2', '4', '6', '8'],
      );
    });

    test('inspection names what is missing, or has no order, and notices another type', async () => {
      const inspect = (change: object) => new CrmReader(world.crm, leads(change)).inspect();
      const cases: readonly (readonly [object, string, RegExp])[] = [
        [{ table: 'nowhere.lead' }, 'CRM_TABLE_MISSING', /nowhere\.lead/],
        [{ key: 'id' }, 'CRM_COLUMN_MISSING', /"Lead\.s"\.id/],
        [{ watermark: 'active' }, 'CRM_MAPPING_INVALID', /found type boolean, expected timestamp with time zone/],
        [{ key: 'tags' }, 'CRM_MAPPING_INVALID', /found type text\[\]/],
        [{ lead: { createdAt: { column: 'made' }, owner: { column: 'dept.nam' } } }, 'CRM_COLUMN_MISSING', /nam/],
        [{ lead: { createdAt: { column: 'made->>x' } } }, 'CRM_MAPPING_INVALID', /expected json, jsonb/],
        [
          {
            joins: [{ name: 'dept', table: TABLE, key: 'dept', from: 'dept' }],
            lead: { createdAt: { column: 'made' } },
          },
          'CRM_MAPPING_INVALID',
          /no unique index/,
        ],
      ];
      for (const [change, code, message] of cases) await assert.rejects(inspect(change), { code, message });
      const { fingerprint } = await inspect({});
      await world.run(`ALTER TABLE ${TABLE} ADD COLUMN other int; ALTER TABLE ${TABLE} ALTER gone TYPE int USING NULL`);
      assert.equal((await inspect({})).fingerprint, fingerprint);
      await world.run(`DROP VIEW IF EXISTS "Sales ""CRM""".v; ALTER TABLE ${TABLE} ALTER amount TYPE bigint`);
      assert.notEqual((await inspect({})).fingerprint, fingerprint);
    });

    test('a key that becomes a uuid or text after an inspection is a changed schema', async () => {
      await world.run(`DROP TABLE IF EXISTS "Sales ""CRM""".keyed; CREATE TABLE "Sales ""CRM""".keyed (id int PRIMARY KEY, at timestamptz DEFAULT now(), made timestamptz);
        INSERT INTO "Sales ""CRM""".keyed VALUES (1)`);
      const entity = { ...leads(), table: '"Sales ""CRM""".keyed', key: 'id', watermark: 'at', joins: [], filter: [] };
      const reader = new CrmReader(world.crm, { ...entity, lead: { createdAt: { column: 'made' } } } as never);
      const [row] = await reader.page(undefined, 1);
      await world.run(`ALTER TABLE "Sales ""CRM""".keyed ALTER id TYPE text USING 'key-' || id`);
      await assert.rejects(reader.page(row as CrmPosition, 1), { code: 'CRM_SCHEMA_CHANGED' });
      await reader.inspect();
      assert.equal((await reader.page({ ...(row as CrmPosition), key: '' }, 1))[0]?.key, 'key-1');
    });

    test('an index of watermark and key is advised for a large table that polls read as a whole, and for no other', async () => {
      await world.run(
        `TRUNCATE ${TABLE}; INSERT INTO ${TABLE} ("Id", "changed at") SELECT n, '2026-01-01Z' FROM generate_series(1, 60000) n`,
      );
      await world.run(`ANALYZE ${TABLE}`);
      const reader = new CrmReader(world.crm, leads());
      const [advice] = await reader.advise();
      assert.match(advice ?? '', /about 60000 rows of .*Lead\.s.*an index on \("changed at", "Id"\)/);
      await world.run(`CREATE INDEX ON ${TABLE} ("changed at", "Id")`);
      assert.deepEqual(await reader.advise(), []);
    });

    test('a cell of megabytes is cut, so that a page of them is read', async () => {
      await world.run(
        `TRUNCATE ${TABLE}; INSERT INTO ${TABLE} ("Id", "changed at", "E-Mail") VALUES (1, now(), repeat('é', 5000000))`,
      );
      const [row] = await new CrmReader(world.crm, leads()).page(undefined, 10);
      assert.equal(row?.cells.get('E-Mail')?.length, 10_000);
    });
  });
});

async function readAll(read: (after: CrmPosition | undefined) => Promise<readonly CrmRow[]>): Promise<CrmRow[]> {
  const all: CrmRow[] = [];
  for (;;) {
    const page = await read(all.at(-1) as CrmPosition | undefined);
    all.push(...page);
    if (page.length === 0) return all;
  }
}

async function openWorld(kind: Database['kind']): Promise<World> {
  if (kind === 'pglite') {
    const { database, close } = await openEmbedded();
    const run = async (statements: string) => {
      for (const statement of statements.split(/;\s*/).filter(Boolean))
        await sql.raw(statement).execute(database.tables());
    };
    return { crm: new OwnCrmDatabase(database), run, close };
  }
  const { url, close } = await createServerDatabase();
  const crm = new PgCrmDatabase({ url, statementTimeoutMs: 5_000 });
  const client = new pg.Client(url);
  await client.connect();
  return {
    crm,
    run: async (statements) => {
      await client.query(statements);
    },
    close: async () => {
      await crm.close();
      await client.end();
      await close();
    },
  };
}
